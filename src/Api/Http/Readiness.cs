using System.Diagnostics;
using Picora.Application.Abstractions;

namespace Picora.Api.Http;

/// <summary>Asks all checks at once, and at most once a second however often it is asked.</summary>
internal sealed partial class Readiness(IEnumerable<IReadinessCheck> checks, IServerState state, ILogger<Readiness> logger) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly ReadinessResponse Stopping = new(
        false, new Dictionary<string, ReadinessCheckResponse>(StringComparer.Ordinal) { ["server"] = new(Ok: false, Required: true, "It is about to stop.") });

    private readonly SemaphoreSlim turn = new(1);
    private (ReadinessResponse Response, long At)? last;

    public async Task<ReadinessResponse> AskAsync(CancellationToken cancellationToken)
    {
        if (state.IsStopping)
        {
            return Stopping;
        }

        await turn.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } known || Stopwatch.GetElapsedTime(known.At) > Fresh)
            {
                last = known = (await RunAsync(), Stopwatch.GetTimestamp());
            }

            return known.Response;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<ReadinessResponse> RunAsync()
    {
        var outcomes = await Task.WhenAll(checks.Select(RunAsync));
        return new ReadinessResponse(
            outcomes.All(outcome => outcome.Check.Ok || !outcome.Check.Required),
            outcomes.ToDictionary(outcome => outcome.Name, outcome => outcome.Check, StringComparer.Ordinal));
    }

    private async Task<(string Name, ReadinessCheckResponse Check)> RunAsync(IReadinessCheck check)
    {
        using var patience = new CancellationTokenSource(Patience);
        string? trouble;
        try
        {
            trouble = await check.CheckAsync(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception exception)
        {
            LogFailed(exception, check.Name);
            trouble = exception is OperationCanceledException ? "It does not answer in time." : "It does not work; the server's log says why.";
        }

        return (check.Name, new ReadinessCheckResponse(trouble is null, check.IsRequired, trouble ?? "It works."));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The readiness check {Check} failed")]
    private partial void LogFailed(Exception exception, string check);
}

/// <param name="Ok">Whether everything that is required works.</param>
internal sealed record ReadinessResponse(bool Ok, IReadOnlyDictionary<string, ReadinessCheckResponse> Checks);

internal sealed record ReadinessCheckResponse(bool Ok, bool Required, string Detail);
