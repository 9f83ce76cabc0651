namespace Picora.Application.Abstractions.Operations;

/// <summary>How far a long operation is.</summary>
/// <param name="Step">What it does now, such as <c>copying objects</c>.</param>
/// <param name="Total">How many there are; null when nobody knows yet.</param>
/// <param name="Bytes">How many bytes went through so far.</param>
public sealed record OperationProgress(string Step, long Done, long? Total, long Bytes);
