using System.Net;
using Microsoft.Extensions.Options;
using Picora.Application.Media.Arrivals;
using Picora.Infrastructure.Importing;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Importing;

/// <summary>
/// Names that stand for one address when they are looked at and for another afterwards. Two real servers listen: one that may be fetched from,
/// and one inside that must never hear of it.
/// </summary>
[Category(TestCategories.OneEngine)]
public class RebindingTests
{
    private static readonly IPAddress Outside = IPAddress.Parse("127.0.0.4");
    private static readonly IPAddress Inside = IPAddress.Parse("127.0.0.1");

    private RawWebServer outside = null!;
    private RawWebServer inside = null!;

    [SetUp]
    public void Start()
    {
        inside = new RawWebServer(Inside);
        inside.Serve("/a.png", "inside"u8.ToArray());
        // The same port, so that only the address tells them apart. Nothing else uses this address.
        outside = new RawWebServer(Outside, inside.Port);
        outside.Serve("/a.png", "outside"u8.ToArray());
    }

    [TearDown]
    public async Task StopAsync()
    {
        await outside.DisposeAsync();
        await inside.DisposeAsync();
    }

    [Test]
    public async Task What_was_looked_at_is_what_is_connected()
    {
        var names = new Names([Outside], [Inside], [Inside]);

        (await FetchAsync(names, "/a.png")).ShouldBe("outside");
        names.Asked.ShouldBe(1);
        inside.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task The_second_time_it_is_looked_at_again()
    {
        var names = new Names([Outside], [Inside]);

        (await FetchAsync(names, "/a.png")).ShouldBe("outside");
        (await FetchAsync(names, "/a.png")).ShouldBe("URL_NOT_ALLOWED");
        inside.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task A_redirect_to_the_same_name_is_looked_at_again()
    {
        outside.Redirect("/begin", $"http://rebinding.example:{outside.Port}/a.png");
        var names = new Names([Outside], [Inside]);

        (await FetchAsync(names, "/begin")).ShouldBe("URL_NOT_ALLOWED");
        names.Asked.ShouldBe(2);
        inside.Requests.ShouldBeEmpty();
    }

    [Test]
    public async Task One_address_inside_among_those_outside_is_enough_to_refuse()
    {
        (await FetchAsync(new Names([Outside, Inside]), "/a.png")).ShouldBe("URL_NOT_ALLOWED");
        (await FetchAsync(new Names([Inside, Outside]), "/a.png")).ShouldBe("URL_NOT_ALLOWED");
        (outside.Requests.Count + inside.Requests.Count).ShouldBe(0);
    }

    [TestCase("::ffff:127.0.0.1")]
    [TestCase("::1")]
    [TestCase("64:ff9b::7f00:1")]
    [TestCase("2002:7f00:1::")]
    [TestCase("169.254.169.254")]
    public async Task A_name_that_stands_for_an_address_of_ours_is_refused(string address) =>
        (await FetchAsync(new Names([IPAddress.Parse(address)]), "/a.png")).ShouldBe("URL_NOT_ALLOWED");

    [Test]
    public async Task A_name_that_stands_for_nothing_is_refused_in_the_same_words() =>
        (await FetchAsync(new Names(Array.Empty<IPAddress>()), "/a.png")).ShouldBe("URL_NOT_ALLOWED");

    [Test]
    public async Task The_next_address_is_tried_when_one_does_not_answer()
    {
        // Nothing listens there.
        (await FetchAsync(new Names([IPAddress.Parse("127.0.0.5"), Outside]), "/a.png")).ShouldBe("outside");
    }

    [Test]
    public async Task A_port_that_is_not_allowed_is_not_tried()
    {
        (await FetchAsync(new Names([Outside]), "/a.png", options => options.Ports = "80,443")).ShouldBe("URL_NOT_ALLOWED");
        outside.Requests.ShouldBeEmpty();
    }

    /// <returns>The content, or the failure's code.</returns>
    private async Task<string> FetchAsync(Names names, string path, Action<ImportOptions>? adjust = null)
    {
        var settings = new ImportOptions { Ports = $"{outside.Port}", AllowedNetworks = ["127.0.0.4/31"] };
        adjust?.Invoke(settings);
        var options = Options.Create(settings);
        var files = new RemoteFiles(new VettedConnections(names, new AddressPolicy(options), options), options);
        var opened = await files.OpenAsync($"http://rebinding.example:{outside.Port}{path}", CancellationToken.None);
        if (!opened.IsSuccess)
        {
            return opened.Error.Code;
        }

        await using var file = opened.Value;
        using var reader = new StreamReader(file.Content);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Answers each question with the next of its answers, and with the last one from then on.</summary>
    private sealed class Names(params IReadOnlyList<IPAddress>[] answers) : INameResolver
    {
        public int Asked { get; private set; }

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Task.FromResult(answers[Math.Min(Asked++, answers.Length - 1)]);
    }
}
