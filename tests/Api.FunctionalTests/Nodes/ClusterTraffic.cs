using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Picora.Testing;
using Picora.Testing.Imaging;

namespace Picora.Api.FunctionalTests.Nodes;

/// <summary>People who upload without a break, and what they were told.</summary>
internal sealed class ClusterTraffic(string key) : IAsyncDisposable
{
    private const int IdLength = 11;

    private readonly CancellationTokenSource over = new();
    private readonly ConcurrentDictionary<string, string> acknowledged = new();
    private readonly ConcurrentDictionary<string, int> attempted = new();
    // As the store tells of them.
    private readonly ConcurrentDictionary<string, int> tags = new();
    private readonly List<Task> people = [];
    private int unheard;

    /// <summary>The hashes of the pictures that were answered with success, by the pictures' ids.</summary>
    public IReadOnlyDictionary<string, string> Acknowledged => acknowledged;

    /// <summary>How many uploads got no answer.</summary>
    public int Unheard => Volatile.Read(ref unheard);

    /// <summary>What was answered with anything but success.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    /// <summary>Lets somebody upload to one server after the other.</summary>
    public void Add(params string[] servers) => people.Add(Task.Run(() => UploadAsync(servers)));

    /// <summary>Waits until some more have been acknowledged.</summary>
    public async Task UntilMoreAsync(int more, TimeSpan patience)
    {
        var before = acknowledged.Count;
        await Poll.UntilAsync(() => acknowledged.Count >= before + more || people.Any(one => one.IsFaulted), patience, $"{more} more uploads");
        await Task.WhenAll(people.Where(one => one.IsFaulted));
    }

    public async Task StopAsync()
    {
        await over.CancelAsync();
        await Task.WhenAll(people);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        over.Dispose();
    }

    /// <summary>
    /// Compares what a server has with what was told: all that was acknowledged is there with its content, and of what was not heard of nothing
    /// but whole pictures.
    /// </summary>
    public async Task CompareAsync(HttpClient client, IReadOnlyList<JsonElement> listed)
    {
        acknowledged.Keys.Except(listed.Select(image => image.Text("id"))).ShouldBeEmpty();
        (listed.Count - acknowledged.Count).ShouldBeLessThanOrEqualTo(Unheard);
        foreach (var image in listed)
        {
            var hash = HashOf(await client.GetByteArrayAsync(image.PathOf("url")));
            attempted.ShouldContainKey(hash);
            (acknowledged.TryGetValue(image.Text("id"), out var told) ? told : hash).ShouldBe(hash);
        }
    }

    /// <summary>A picture that nobody has uploaded.</summary>
    public byte[] NewPicture()
    {
        var picture = Padded.Jpeg(Random.Shared.Next(5_000, 100_000));
        attempted[HashOf(picture)] = picture.Length;
        tags[TagOf(picture)] = picture.Length;
        return picture;
    }

    /// <summary>Notes an upload that somebody else has made.</summary>
    public void Note(string id, byte[] picture) => acknowledged[id] = HashOf(picture);

    /// <summary>Whether of these pictures there is one original each, of what did not become a picture nothing, and nothing unfinished.</summary>
    public bool IsStoredOnce(IReadOnlyList<BucketEntry> stored, IReadOnlyList<JsonElement> listed)
    {
        var originals = stored.Where(one => one.Name.StartsWith("originals/", StringComparison.Ordinal) && tags.ContainsKey(one.Tag));
        var ids = listed.Select(image => image.Text("id")).ToHashSet();
        var renditions = stored.Select(one => Path.GetFileName(one.Name)).Where(name => name.Length > IdLength && ids.Contains(name[..IdLength]));
        var unfinished = stored.Where(one => one.Name.StartsWith(".unfinished/", StringComparison.Ordinal) || one.Tag.Length == 0);
        return originals.Count() == listed.Count && renditions.Count() == 2 * listed.Count && !unfinished.Any();
    }

    private async Task UploadAsync(string[] servers)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        for (var at = 0; !over.IsCancellationRequested; at++)
        {
            var picture = NewPicture();
            try
            {
                // Private, so that the owner gets every byte back.
                await NoteAsync(await client.PostImageAsync(new Uri(servers[at % servers.Length]), picture), picture);
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref unheard);
            }
        }
    }

    private async Task NoteAsync(HttpResponseMessage answer, byte[] picture)
    {
        if (answer.StatusCode == HttpStatusCode.Created)
        {
            Note((await answer.DataAsync(HttpStatusCode.Created)).Text("id"), picture);
        }
        else
        {
            Interlocked.Increment(ref unheard);
            Refused.Enqueue($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>All pictures of the client's owner.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client)
    {
        var all = new List<JsonElement>();
        for (var cursor = string.Empty; cursor is not null;)
        {
            var page = await (await client.GetAsync($"/v1/images?limit=50&cursor={Uri.EscapeDataString(cursor)}")).DataAsync();
            all.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString();
        }

        return all;
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

#pragma warning disable CA5351 // what buckets know objects by
    private static string TagOf(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351
}
