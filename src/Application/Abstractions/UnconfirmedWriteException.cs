namespace Picora.Application.Abstractions;

/// <summary>The database did not say whether it committed: the write may have happened or not.</summary>
public sealed class UnconfirmedWriteException(Exception cause) : Exception("The database did not confirm a commit.", cause);
