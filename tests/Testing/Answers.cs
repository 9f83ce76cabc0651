using System.Net;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>Reads answers in the envelope.</summary>
public static class Answers
{
    /// <summary>The whole body, once the status is the expected one.</summary>
    /// <exception cref="InvalidOperationException">The status is another; the message has the body.</exception>
    public static async Task<JsonElement> BodyAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode != expected)
        {
            throw new InvalidOperationException(
                $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}, not {(int)expected}: {text}");
        }

        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The envelope's <c>data</c>.</summary>
    public static async Task<JsonElement> DataAsync(this HttpResponseMessage response, HttpStatusCode expected = HttpStatusCode.OK) =>
        (await response.BodyAsync(expected)).GetProperty("data");

    /// <summary>A failure's machine code.</summary>
    public static async Task<string> CodeAsync(this HttpResponseMessage response, HttpStatusCode expected) =>
        (await response.BodyAsync(expected)).GetProperty("code").GetString()!;

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
