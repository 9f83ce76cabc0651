using Picora.Infrastructure.Importing;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Importing;

/// <summary>Addresses whose text alone says enough.</summary>
[Category(TestCategories.OneEngine)]
public class RemoteAddressTests
{
    [TestCase("")]
    [TestCase("picture.png")]
    [TestCase("//example.org/a.png")]
    [TestCase("/etc/passwd")]
    [TestCase("file:///etc/passwd")]
    [TestCase("ftp://example.org/a.png")]
    [TestCase("gopher://127.0.0.1:6379/_INFO")]
    [TestCase("data:image/png;base64,AAAA")]
    [TestCase("javascript:alert(1)")]
    [TestCase("http:///a.png")]
    [TestCase("http://")]
    [TestCase("http://user@example.org/a.png")]
    [TestCase("http://user:secret@example.org/a.png")]
    [TestCase("http://example.org@127.0.0.1/a.png")]
    [TestCase("http://2130706433/a.png")]
    [TestCase("http://0x7f000001/a.png")]
    [TestCase("http://0x7f.0.0.1/a.png")]
    [TestCase("http://0177.0.0.1/a.png")]
    [TestCase("http://017700000001/a.png")]
    [TestCase("http://127.1/a.png")]
    [TestCase("http://127.0.1/a.png")]
    [TestCase("http://134744072/a.png", Description = "public, but written like that by nobody who means well")]
    public void Suspicious_ones_are_not_read(string text) => RemoteAddress.Read(text).ShouldBeNull();

    [TestCase("http://example.org/a.png", "http://example.org/a.png")]
    [TestCase("HTTPS://Example.ORG", "https://example.org/")]
    [TestCase("http://93.184.215.14/a.png", "http://93.184.215.14/a.png")]
    [TestCase("http://[2606:4700::1111]:8080/a.png?b#c", "http://[2606:4700::1111]:8080/a.png?b#c")]
    [TestCase("https://bücher.example/bild.png", "https://bücher.example/bild.png")]
    public void Plain_ones_are(string text, string address) => RemoteAddress.Read(text)!.ToString().ShouldBe(address);

    [TestCase("/b.png", "http://1.2.3.4/b.png")]
    [TestCase("b.png", "http://1.2.3.4/a/b.png")]
    [TestCase("//example.org/b.png", "http://example.org/b.png")]
    [TestCase("https://example.org/b.png", "https://example.org/b.png")]
    public void Redirects_go_on_from_where_they_stand(string location, string address) =>
        RemoteAddress.Read(location, new Uri("http://1.2.3.4/a/c.png"))!.ToString().ShouldBe(address);

    [TestCase("file:///etc/passwd")]
    [TestCase("http://user@example.org/")]
    [TestCase("http://0x7f000001/")]
    [TestCase("//127.1/")]
    [TestCase("http://")]
    public void Redirects_are_no_less_suspicious(string location) => RemoteAddress.Read(location, new Uri("http://1.2.3.4/a/c.png")).ShouldBeNull();

    [TestCase("http://example.org/a/photo%20one.png?x=1", "photo one.png")]
    [TestCase("http://example.org/a/", "a")]
    [TestCase("http://example.org", null)]
    public void The_address_names_the_file(string text, string? name) => RemoteAddress.FileNameOf(new Uri(text)).ShouldBe(name);
}
