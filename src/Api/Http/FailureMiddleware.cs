using Microsoft.AspNetCore.Diagnostics;
using Picora.Application.Uploads.Contracts;
using Picora.Domain;

namespace Picora.Api.Http;

/// <summary>
/// Gives every failure a body in the surface's own envelope: exceptions, requests that the framework refuses, and bare status codes.
/// </summary>
internal sealed partial class FailureMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime, ILogger<FailureMiddleware> logger)
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
        return bare ? WriteAsync(context, response.StatusCode) : Task.CompletedTask;
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        // Headers that were meant for the answer that failed.
        context.Response.Clear();
        if (exception is BadHttpRequestException bad)
        {
            return BodyErrors.Recognise(bad) is { } fault
                ? ErrorAnswer.WriteAsync(context, fault.Kind.ToStatusCode(), fault)
                : WriteAsync(context, bad.StatusCode);
        }

        if (exception is BrokenUploadException broken)
        {
            return ErrorAnswer.WriteAsync(context, broken.Error.Kind.ToStatusCode(), broken.Error);
        }

        if (exception is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The web server ends the wait for the rest of a body when it stops; the client may try again.
            return WriteAsync(context, StatusCodes.Status503ServiceUnavailable);
        }

        if (InfrastructureFailures.Recognise(exception) is { } failure)
        {
            LogUnavailable(exception, failure.Code, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            return ErrorAnswer.WriteAsync(context, failure.Kind.ToStatusCode(), failure);
        }

        LogUnhandled(exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
        return WriteAsync(context, StatusCodes.Status500InternalServerError);
    }

    private static Task WriteAsync(HttpContext context, int status)
    {
        var entry = StatusCodeTable.Describe(status);
        return ErrorAnswer.WriteAsync(context, status, new Error(ErrorKind.BadRequest, entry.Code, entry.English));
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed, request {RequestId}")]
    private partial void LogUnhandled(Exception exception, string method, PathString path, string requestId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Code}: {Method} {Path} cannot be served, request {RequestId}")]
    private partial void LogUnavailable(Exception exception, string code, string method, PathString path, string requestId);
}
