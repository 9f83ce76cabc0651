using System.Net;
using Microsoft.Extensions.Options;
using Picora.Application.Media.Arrivals;
using Picora.Infrastructure.Importing;
using Picora.Testing;

namespace Picora.Infrastructure.IntegrationTests.Importing;

/// <summary>Which addresses are everybody's and which are somebody's own.</summary>
[Category(TestCategories.OneEngine)]
public class AddressPolicyTests
{
    [TestCase("0.0.0.0")]
    [TestCase("0.1.2.3")]
    [TestCase("10.0.0.1")]
    [TestCase("100.64.0.1")]
    [TestCase("100.100.100.200", Description = "a cloud's metadata")]
    [TestCase("127.0.0.1")]
    [TestCase("127.255.255.254")]
    [TestCase("168.63.129.16", Description = "a cloud's metadata")]
    [TestCase("169.254.169.254", Description = "most clouds' metadata")]
    [TestCase("172.16.0.1")]
    [TestCase("172.31.255.255")]
    [TestCase("192.0.0.192", Description = "a cloud's metadata")]
    [TestCase("192.0.2.1")]
    [TestCase("192.88.99.1")]
    [TestCase("192.168.1.1")]
    [TestCase("198.18.0.1")]
    [TestCase("198.19.255.255")]
    [TestCase("198.51.100.1")]
    [TestCase("203.0.113.1")]
    [TestCase("224.0.0.1")]
    [TestCase("239.255.255.250")]
    [TestCase("240.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::127.0.0.1", Description = "IPv4-compatible")]
    [TestCase("::ffff:127.0.0.1", Description = "IPv4-mapped")]
    [TestCase("::ffff:8.8.8.8", Description = "IPv4-mapped, though public")]
    [TestCase("::ffff:0:127.0.0.1", Description = "IPv4-translated")]
    [TestCase("64:ff9b::7f00:1", Description = "NAT64")]
    [TestCase("64:ff9b:1::a00:1", Description = "local NAT64")]
    [TestCase("100::1", Description = "discard")]
    [TestCase("2001::1", Description = "Teredo")]
    [TestCase("2001:2::1", Description = "benchmarking")]
    [TestCase("2001:db8::1", Description = "documentation")]
    [TestCase("2002:7f00:1::", Description = "6to4 of loopback")]
    [TestCase("2002:a00:1::", Description = "6to4 of a private one")]
    [TestCase("3fff::1", Description = "documentation")]
    [TestCase("5f00::1")]
    [TestCase("fc00::1")]
    [TestCase("fd00:ec2::254", Description = "a cloud's metadata")]
    [TestCase("fe80::1")]
    [TestCase("fe80::1%1")]
    [TestCase("fec0::1")]
    [TestCase("ff02::1")]
    public void Ours_are_refused(string address) => Policy().Allows(IPAddress.Parse(address)).ShouldBeFalse();

    [TestCase("1.1.1.1")]
    [TestCase("9.255.255.255")]
    [TestCase("11.0.0.0")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("126.255.255.255")]
    [TestCase("128.0.0.1")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("192.167.255.255")]
    [TestCase("192.169.0.0")]
    [TestCase("223.255.255.255")]
    [TestCase("2001:200::1")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2a00:1450:4001:80b::200e")]
    public void Everybodys_are_allowed(string address) => Policy().Allows(IPAddress.Parse(address)).ShouldBeTrue();

    [Test]
    public void An_allowed_network_opens_itself_and_nothing_else()
    {
        var policy = Policy(options => options.AllowedNetworks = ["192.168.7.0/24", "fd12::/16"]);

        policy.Allows(IPAddress.Parse("192.168.7.9")).ShouldBeTrue();
        policy.Allows(IPAddress.Parse("fd12::1")).ShouldBeTrue();
        policy.Allows(IPAddress.Parse("192.168.8.1")).ShouldBeFalse();
        policy.Allows(IPAddress.Parse("fd13::1")).ShouldBeFalse();
        policy.Allows(IPAddress.Parse("::ffff:192.168.7.9")).ShouldBeFalse();
    }

    [Test]
    public void A_blocked_network_counts_for_more_than_an_allowed_one()
    {
        var policy = Policy(options => (options.AllowedNetworks, options.BlockedNetworks) = (["10.0.0.0/8"], ["10.9.0.0/16", "2001:67c::/32"]));

        policy.Allows(IPAddress.Parse("10.8.0.1")).ShouldBeTrue();
        policy.Allows(IPAddress.Parse("10.9.0.1")).ShouldBeFalse();
        policy.Allows(IPAddress.Parse("2001:67c::a00:1")).ShouldBeFalse();
    }

    [TestCase("", "Picora:Import:Ports")]
    [TestCase("80,http", "Picora:Import:Ports")]
    [TestCase("0", "Picora:Import:Ports")]
    [TestCase("70000", "Picora:Import:Ports")]
    public void A_wrong_setting_is_named(string ports, string setting) => new ImportOptions { Ports = ports }.Fault().ShouldNotBeNull().ShouldStartWith(setting);

    [Test]
    public void A_network_that_is_none_is_named_with_its_place() =>
        new ImportOptions { AllowedNetworks = ["10.0.0.0/8", "ten"] }.Fault().ShouldNotBeNull().ShouldStartWith("Picora:Import:AllowedNetworks:1");

    [TestCase("any", null)]
    [TestCase(" 80, 443 ", 2)]
    public void Ports_are_read(string ports, int? count) => new ImportOptions { Ports = ports }.AllowedPorts?.Count.ShouldBe(count!.Value);

    private static AddressPolicy Policy(Action<ImportOptions>? adjust = null)
    {
        var options = new ImportOptions();
        adjust?.Invoke(options);
        return new AddressPolicy(Options.Create(options));
    }
}
