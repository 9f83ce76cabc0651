using System.Text.Json;

namespace Picora.Api.Http.Json;

/// <summary>Looks for a member of a JSON object while the object arrives.</summary>
internal sealed class ContentSearch(string member)
{
    private JsonReaderState state;
    private int looked;

    /// <summary>Behind the member's name and colon, once that has come; null before, and when there is none.</summary>
    /// <param name="isFinal">Whether nothing comes behind.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public int? Find(ReadOnlySpan<byte> body, bool isFinal)
    {
        var reader = new Utf8JsonReader(body[looked..], isFinal, state);
        int? found = null;
        while (found is null && reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals(member))
            {
                found = looked + (int)reader.BytesConsumed;
            }
        }

        looked += (int)reader.BytesConsumed;
        state = reader.CurrentState;
        return found;
    }
}
