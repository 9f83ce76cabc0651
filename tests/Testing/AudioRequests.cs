using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Picora.Testing;

/// <summary>What clients do with audio files.</summary>
public static class AudioRequests
{
    /// <summary>Sends an audio file as a form, the given fields behind it.</summary>
    /// <param name="type">As the client declares it.</param>
    public static Task<HttpResponseMessage> PostAudioAsync(
        this HttpClient client, byte[] bytes, string fileName = "sound.mp3", string type = "application/octet-stream", params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        form.Add(file, "file", fileName);
        foreach (var (name, value) in fields)
        {
            form.Add(new StringContent(value), name);
        }

        return client.PostAsync("/v1/audio", form);
    }

    /// <summary>Uploads an audio file and returns what the server says of it.</summary>
    public static async Task<JsonElement> UploadAudioAsync(
        this HttpClient client, byte[] bytes, string fileName = "sound.mp3", params (string Name, string Value)[] fields) =>
        await (await client.PostAudioAsync(bytes, fileName, fields: fields)).DataAsync(HttpStatusCode.Created);

    /// <summary>Waits until the waveform is made or given up, and returns it.</summary>
    public static async Task<JsonElement> WaitForWaveformAsync(this HttpClient client, string id)
    {
        JsonElement waveform = default;
        await Poll.UntilAsync(
            async () => (waveform = await client.ReadAsync($"/v1/audio/{id}/waveform")).Text("status") != "pending", $"the waveform of {id}");
        return waveform;
    }

    /// <summary>The bytes of videos and audio that the account is charged for.</summary>
    public static async Task<long> MediaStorageAsync(this HttpClient client) =>
        (await client.UsageAsync()).GetProperty("quotas").EnumerateArray().First(quota => quota.Text("type") == "media_storage").GetProperty("used").GetInt64();
}
