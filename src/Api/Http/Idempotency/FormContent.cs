using System.Security.Cryptography;
using System.Text;

namespace Picora.Api.Http.Idempotency;

/// <summary>What an upload form holds, hashed as it is read: its parts' names and contents, whatever stands between them.</summary>
internal sealed class FormContent
{
    private readonly StringBuilder parts = new();
    private Func<CancellationToken, Task<string>>? finishFile;

    public void AddField(string name, string value) => Add("field", name, Hash(value));

    /// <summary>The file, to be read through what is returned.</summary>
    public HashingStream AddFile(string? fileName, Stream content)
    {
        Add("file", fileName ?? string.Empty, string.Empty);
        var file = new HashingStream(content);
        finishFile = file.FinishAsync;
        return file;
    }

    /// <summary>Reads what is left of the file, before another part begins.</summary>
    public async Task EndFileAsync(CancellationToken cancellationToken)
    {
        if (finishFile is { } finish)
        {
            Add("content", string.Empty, await finish(cancellationToken));
            finishFile = null;
        }
    }

    /// <param name="readRest">Reads the fields behind the file.</param>
    public async Task<string> FinishAsync(Func<Task> readRest, CancellationToken cancellationToken)
    {
        var bytes = finishFile is null ? string.Empty : await finishFile(cancellationToken);
        await readRest();
        return Hash($"{parts}{bytes}");
    }

    private void Add(string kind, string name, string value) => parts.Append(kind).Append(' ').Append(Hash(name)).Append(' ').Append(value).Append('\n');

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
