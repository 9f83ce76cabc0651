using Microsoft.AspNetCore.Diagnostics;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>
/// Gives every failure a body in the surface's own envelope: exceptions, requests that the framework refuses, and bare status codes.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, ILogger<FailureMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            await DescribeBareStatusAsync(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to read an answer.
            context.Abort();
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
        }
    }

    private static Task DescribeBareStatusAsync(HttpContext context)
    {
        var response = context.Response;
        var bare = response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null
            && context.Features.Get<IStatusCodePagesFeature>()?.Enabled != false;
        return bare ? WriteAsync(context, response.StatusCode, null) : Task.CompletedTask;
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (exception is BadHttpRequestException bad)
        {
            return WriteAsync(context, bad.StatusCode, bad.StatusCode == StatusCodes.Status400BadRequest ? MessageOf(bad) : null);
        }

        if (InfrastructureFailures.Recognise(exception) is { } failure)
        {
            LogUnavailable(exception, failure.Code, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            return ErrorAnswer.WriteAsync(context, failure.Kind.ToStatusCode(), failure);
        }

        LogUnhandled(exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
        return WriteAsync(context, StatusCodes.Status500InternalServerError, null);
    }

    private static Task WriteAsync(HttpContext context, int status, string? message)
    {
        var (code, text) = StatusCodeTable.Describe(status);
        return ErrorAnswer.WriteAsync(context, status, new Error(ErrorKind.BadRequest, code, message ?? text));
    }

    // The framework's own messages name parameters and types of ours; the parser's say where the JSON breaks, which helps.
    private static string? MessageOf(BadHttpRequestException exception) => exception.InnerException is System.Text.Json.JsonException json
        ? $"The request body is not the JSON that this operation takes (line {json.LineNumber + 1}, byte {json.BytePositionInLine + 1})"
        : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed, request {RequestId}")]
    private partial void LogUnhandled(Exception exception, string method, PathString path, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Code}: {Method} {Path} cannot be served, request {RequestId}")]
    private partial void LogUnavailable(Exception exception, string code, string method, PathString path, string requestId);
}
