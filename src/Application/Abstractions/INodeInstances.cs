namespace Picora.Application.Abstractions;

/// <summary>The processes that serve this installation, as far as one can tell from here which of them are still alive.</summary>
public interface INodeInstances
{
    /// <summary>Of every id, in characters.</summary>
    const int IdLength = 11;

    /// <summary>The id of this process: another one after each start.</summary>
    string Own { get; }

    /// <summary>Whether the process of this id has ended for certain. False when it is alive, and when it cannot be told from here.</summary>
    bool HasEnded(string id);
}
