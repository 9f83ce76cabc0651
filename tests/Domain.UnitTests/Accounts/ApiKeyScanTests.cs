using Picora.Domain.Accounts;

namespace Picora.Domain.UnitTests.Accounts;

public class ApiKeyScanTests
{
    [Test]
    public void Keys_are_found_wherever_they_stand()
    {
        var (one, two) = (ApiKeySecret.New().Value, ApiKeySecret.New().Value);

        var found = ApiKeyScan.Find($"""export KEY="{one}"; curl -H 'Authorization: Bearer {two}'""", 3).ToList();

        found.Select(key => key.Key!.Value.Value).ShouldBe([one, two]);
        found.ShouldAllBe(key => key.Line == 3);
        found[0].Masked.ShouldBe($"{one[..12]}…{one[^4..]}");
    }

    [Test]
    public void An_invention_is_found_and_told_apart() =>
        ApiKeyScan.Find("sk_" + "live_" + new string('A', 32), 1).Single().Key.ShouldBeNull();

    [TestCase(31)]
    [TestCase(33)]
    public void What_is_shorter_or_longer_is_something_else(int length) =>
        ApiKeyScan.Find("sk_" + "live_" + new string('A', length), 1).ShouldBeEmpty();
}
