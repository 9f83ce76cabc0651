using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using Picora.Application.Abstractions;
using Picora.Domain;

namespace Picora.Application.Pipeline;

/// <summary>One line and one span per use case with its name, its outcome and its time; never the request itself, which may hold secrets.</summary>
public sealed partial class LoggingBehavior<TRequest, TResponse>(ILogger<LoggingBehavior<TRequest, TResponse>> logger, ICaller caller)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResult<TResponse>
{
    public async Task<TResponse> Handle(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = PicoraActivities.Source.StartActivity(typeof(TRequest).Name);
        var response = await next();
        activity?.End(response.Error?.Code);
        LogOutcome(typeof(TRequest).Name, caller.Current.UserId.Value, response.Error?.Code ?? "OK", Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        return response;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{UseCase} by {UserId}: {Outcome} in {Milliseconds:0.0} ms")]
    private partial void LogOutcome(string useCase, string? userId, string outcome, double milliseconds);
}
