namespace Picora.Infrastructure.Imaging.Pool;

/// <summary>The right to use a worker, until it is given back to the queue.</summary>
/// <param name="Pixels">What the job weighs beside others.</param>
internal sealed record WorkerTurn(WorkerPlace Place, long Pixels);
