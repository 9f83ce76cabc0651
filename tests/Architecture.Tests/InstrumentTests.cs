using System.Text.RegularExpressions;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

[TestFixture]
internal sealed partial class InstrumentTests
{
    [Test]
    public void Every_instrument_is_explained_to_operators()
    {
        var table = File.ReadAllText(Path.Combine(Product.Root, "docs", "operations.md"));
        var instruments = Instruments().ToList();

        instruments.Count.ShouldBeGreaterThan(10);
        instruments.ShouldAllBe(name => name.StartsWith("picora.", StringComparison.Ordinal));
        instruments.Where(name => !table.Contains($"`{name}`", StringComparison.Ordinal)).ShouldBeEmpty();
        Documented().Matches(table).Select(match => match.Groups[1].Value).Except(instruments, StringComparer.Ordinal).ShouldBeEmpty();
    }

    // As they are made, all in one way: the name as a literal, first.
    private static IEnumerable<string> Instruments() => Product.Sources
        .SelectMany(source => Made().Matches(source.Root.ToFullString())).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("""\.Create(?:Observable)?(?:Counter|Histogram|Gauge|UpDownCounter)(?:<\w+>)?\(\s*"([^"]+)""")]
    private static partial Regex Made();

    [GeneratedRegex(@"(?m)^\| `(picora\.[a-z_.]+)` \|")]
    private static partial Regex Documented();
}
