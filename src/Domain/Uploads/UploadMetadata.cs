using System.Buffers.Text;
using System.Text;

namespace Picora.Domain.Uploads;

/// <summary>What a client says of the file that it uploads: the pairs of the header <c>Upload-Metadata</c> (tus 1.0.0). None of it is to be trusted.</summary>
public sealed class UploadMetadata
{
    /// <summary>Of the header, in characters.</summary>
    public const int MaxLength = 8_000;

    private static readonly Error Malformed = new(
        ErrorKind.BadRequest, "BAD_REQUEST", "Upload-Metadata holds pairs of a name and a Base64 value, parted by commas, each name once");

    private static readonly Error TooLong = new(
        ErrorKind.BadRequest, "BAD_REQUEST", $"Upload-Metadata has at most {MaxLength} characters");

    private readonly string header;
    private readonly Dictionary<string, string> values;

    private UploadMetadata(string header, Dictionary<string, string> values) => (this.header, this.values) = (header, values);

    public static Result<UploadMetadata> Parse(string? header)
    {
        var text = header?.Trim() ?? string.Empty;
        if (text.Length > MaxLength)
        {
            return TooLong;
        }

        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in text.Length == 0 ? [] : text.Split(','))
        {
            var words = pair.Trim().Split(' ');
            if (words is not [{ Length: > 0 } name, ..] || words.Length > 2 || !name.All(letter => letter is > ' ' and < '\x7f') || Decode(words.Length == 2 ? words[1] : string.Empty) is not { } value
                || !pairs.TryAdd(name, value))
            {
                return Malformed;
            }
        }

        return new UploadMetadata(text, pairs);
    }

    /// <summary>The same from pairs that came otherwise; those without a value are left out.</summary>
    public static Result<UploadMetadata> From(IEnumerable<KeyValuePair<string, string?>> pairs) => Parse(string.Join(
        ',', pairs.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => $"{pair.Key} {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair.Value!))}")));

    /// <summary>The value of the first of these names that has one.</summary>
    public string? First(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (values.TryGetValue(name, out var value) && value.Length > 0)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>As the client sent it.</summary>
    public override string ToString() => header;

    private static string? Decode(string base64)
    {
        if (!Base64.IsValid(base64))
        {
            return null;
        }

        return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
    }
}
