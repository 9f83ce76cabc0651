using Picora.Domain.Accounts;

namespace Picora.Domain.UnitTests.Accounts;

public class AllowedAddressesTests
{
    [TestCase("203.0.113.7", "203.0.113.7", true)]
    [TestCase("203.0.113.7", "203.0.113.8", false)]
    [TestCase("203.0.113.0/24", "203.0.113.255", true)]
    [TestCase("203.0.113.0/24", "203.0.114.0", false)]
    [TestCase("203.0.113.9/24", "203.0.113.1", true)]
    [TestCase("0.0.0.0/0", "198.51.100.1", true)]
    [TestCase("0.0.0.0/0", "2001:db8::1", false)]
    [TestCase("203.0.113.7/32", "203.0.113.7", true)]
    [TestCase("203.0.113.4/31", "203.0.113.5", true)]
    [TestCase("203.0.113.4/31", "203.0.113.6", false)]
    [TestCase("2001:db8::/32", "2001:db8:ffff::1", true)]
    [TestCase("2001:db8::/32", "2001:db9::1", false)]
    [TestCase("2001:DB8::1", "2001:db8:0:0::1", true)]
    [TestCase("::/0", "2001:db8::1", true)]
    [TestCase("::ffff:203.0.113.7", "203.0.113.7", true)]
    [TestCase("203.0.113.7", "::ffff:203.0.113.7", true)]
    [TestCase("::ffff:203.0.113.0/120", "203.0.113.200", true)]
    [TestCase("::ffff:203.0.113.0/120", "203.0.114.1", false)]
    [TestCase("203.0.113.7", "", false)]
    [TestCase("203.0.113.7", "not an address", false)]
    public void An_address_is_admitted_or_not(string allowed, string address, bool admitted) =>
        AllowedAddresses.Create([allowed]).Value!.Admit(address).ShouldBe(admitted);

    [TestCase("")]
    [TestCase("localhost")]
    [TestCase("1")]
    [TestCase("0x7f.1")]
    [TestCase("010.0.0.1")]
    [TestCase("203.0.113")]
    [TestCase("203.0.113.7/33")]
    [TestCase("203.0.113.7/-1")]
    [TestCase("203.0.113.7/")]
    [TestCase("203.0.113.7/24/8")]
    [TestCase("203.0.113.7:80")]
    [TestCase("2001:db8::/129")]
    [TestCase("fe80::1%eth0")]
    [TestCase("[2001:db8::1]")]
    [TestCase(null)]
    public void What_is_no_address_is_refused(string? text) => AllowedAddresses.Create([text]).IsSuccess.ShouldBeFalse();

    [TestCase(0, true)]
    [TestCase(1, true)]
    [TestCase(20, true)]
    [TestCase(21, false)]
    public void There_is_a_limit(int count, bool taken) =>
        AllowedAddresses.Create([.. Enumerable.Range(0, count).Select(i => $"203.0.113.{i}")]).IsSuccess.ShouldBe(taken);

    [Test]
    public void An_empty_list_allows_everything() => AllowedAddresses.Create([]).Value.ShouldBeNull();

    [Test]
    public void What_is_stored_reads_back_and_fits()
    {
        var longest = AllowedAddresses.Create([.. Enumerable.Range(0, 20).Select(i => $"2001:db8:1234:5678:9abc:def0:1234:{i + 0x1000:x}/127")]).Value!;

        AllowedAddresses.FromStored(longest.ToString()).Names.ShouldBe(longest.Names);
        longest.ToString().Length.ShouldBeLessThanOrEqualTo(AllowedAddresses.MaxTextLength);
        AllowedAddresses.Create(["10.1.2.3/8", "10.0.0.0/8", "192.0.2.1"]).Value!.Names.ShouldBe(["10.0.0.0/8", "192.0.2.1"]);
    }
}
