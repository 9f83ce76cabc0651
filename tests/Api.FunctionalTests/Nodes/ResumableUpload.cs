using System.Net;
using System.Security.Cryptography;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>An upload by tus whose nodes end in the middle of its requests.</summary>
internal sealed class ResumableUpload(string url, byte[] picture, string key)
{
    private long told;

    public static async Task<ResumableUpload> BeginAsync(PicoraProcess server, byte[] picture, string key) =>
        new(await server.CreateClient(key).BeginTusAsync(picture.Length), picture, key);

    /// <summary>Sends some of what is left to a server, which ends before the rest of that arrives.</summary>
    /// <param name="end">Ends the server.</param>
    public async Task BreakAsync(PicoraProcess server, Func<Task> end)
    {
        var client = server.CreateClient(key);
        using var body = new HeldBytes(picture[(int)told..]);
        var writing = client.PatchTusAsync(url, told, body);
        await body.FirstHalfSent;
        long? noted = 0;
        await Poll.UntilAsync(async () => (noted = await client.TusOffsetAsync(url)) > told, "some bytes to count");
        told = noted!.Value;
        await end();
        body.Release();
        await Should.ThrowAsync<HttpRequestException>(writing);
    }

    /// <summary>Sends a part of what is left to another server, as soon as that takes it.</summary>
    /// <param name="share">1 for all of it.</param>
    public async Task<HttpResponseMessage> ResumeAsync(PicoraProcess server, double share)
    {
        var client = server.CreateClient(key);
        HttpResponseMessage? answer = null;
        await Poll.UntilAsync(
            async () =>
            {
                var offset = (await client.TusOffsetAsync(url)).ShouldNotBeNull();
                offset.ShouldBeGreaterThanOrEqualTo(told, "what was told stays");
                var end = offset + (int)((picture.Length - offset) * share);
                answer = await client.PatchTusAsync(url, offset, picture[(int)offset..(int)end]);
                told = answer.Offset() ?? offset;
                return answer.StatusCode != HttpStatusCode.Locked;
            },
            "the lease of a dead writer to run out");
        answer!.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return answer;
    }

    /// <summary>Sends the rest, and compares what has become of it.</summary>
    public async Task FinishAsync(PicoraProcess server) =>
        (await server.CreateClient(key).ServedHashAsync(await ResumeAsync(server, 1))).ShouldBe(Convert.ToHexStringLower(SHA256.HashData(picture)));
}
