namespace Picora.Application.Abstractions.Operations;

/// <summary>Remembers, in a file of the data folder, when a backup of this installation was last proved whole.</summary>
public interface IVerifiedBackups
{
    /// <summary>Null when none ever was. Reads the file: for metrics, not for every request.</summary>
    DateTimeOffset? LastAt();

    void Note(DateTimeOffset at);
}
