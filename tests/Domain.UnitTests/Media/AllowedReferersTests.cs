using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Media;

namespace Picora.Domain.UnitTests.Media;

[Parallelizable(ParallelScope.All)]
public sealed class AllowedReferersTests
{
    private static readonly string[] Own = ["media.picora.test", "api.picora.test"];

    private static readonly Gen<string> Labels = Gen.NonEmptyListOf(Gen.Elements("ab01xyz".ToCharArray())).Select(letters => new string([.. letters.Take(10)]));
    // What ends in a number is an address, of which nothing is below another.
    private static readonly Gen<string> Hosts = Gen.Choose(1, 4).SelectMany(count => Gen.ArrayOf(Labels, count)).Select(labels => $"{string.Join('.', labels)}z");

    [TestCase("example.org", "https://example.org/page", true)]
    [TestCase("example.org", "http://EXAMPLE.org:8080", true)]
    [TestCase("Example.ORG", "https://example.org/", true)]
    [TestCase("example.org.", "https://example.org/", true)]
    [TestCase("example.org", "https://example.org./", true)]
    [TestCase("example.org", "https://www.example.org/", false)]
    [TestCase("example.org", "https://notexample.org/", false)]
    [TestCase("example.org", "https://example.org.evil.test/", false)]
    [TestCase("example.org", "https://example.org@evil.test/", false)]
    [TestCase("example.org", "https://evil.test/?https://example.org/", false)]
    [TestCase("example.org", "https://evil.test\\@example.org/", false)]
    [TestCase("example.org", "ftp://example.org/", false)]
    [TestCase("example.org", "example.org", false)]
    [TestCase("example.org", "about:blank", false)]
    [TestCase("example.org", "", false)]
    [TestCase("*.example.org", "https://www.example.org/", true)]
    [TestCase("*.example.org", "https://a.b.c.example.org/", true)]
    [TestCase("*.example.org", "https://example.org/", false)]
    [TestCase("*.example.org", "https://evilexample.org/", false)]
    [TestCase("münchen.example", "https://münchen.example/", true)]
    [TestCase("münchen.example", "https://xn--mnchen-3ya.example/", true)]
    [TestCase("127.0.0.1", "http://127.0.0.1:3000/", true)]
    [TestCase("self", "https://media.picora.test/", true)]
    [TestCase("SELF", "https://deep.below.api.picora.test/", true)]
    [TestCase("self", "https://picora.test/", false)]
    [TestCase("self", "https://self/", false)]
    public void Pages_are_told_apart(string pattern, string page, bool allowed) =>
        Rule(pattern).Allow(page, Own).ShouldBe(allowed);

    [TestCase("*")]
    [TestCase("*.")]
    [TestCase("0")]
    [TestCase("*.0")]
    [TestCase("*.1.2")]
    [TestCase("example.1")]
    [TestCase("127.0.0.01")]
    [TestCase("*.*.example.org")]
    [TestCase("www.*.org")]
    [TestCase("exa*mple.org")]
    [TestCase("https://example.org")]
    [TestCase("example.org/path")]
    [TestCase("example.org:8080")]
    [TestCase("exam ple.org")]
    [TestCase("-a.example")]
    [TestCase("a..example")]
    [TestCase(".example")]
    [TestCase("")]
    [TestCase("user@example.org")]
    public void What_is_no_pattern_is_refused_when_written(string pattern) =>
        AllowedReferers.Create([pattern]).Error!.Code.ShouldBe("VALIDATION_ERROR");

    [Test]
    public void Without_a_page_nothing_is_allowed()
    {
        Rule("self", "example.org", "*.example.org").Allow(null, Own).ShouldBeFalse();
        Rule().Allow("https://example.org/", Own).ShouldBeFalse();
    }

    [Test]
    public void The_list_is_bounded()
    {
        var most = Enumerable.Range(0, AllowedReferers.MaxPatterns).Select(number => $"h{number}.example").ToList();
        AllowedReferers.Create(most).Value.Patterns.Count.ShouldBe(AllowedReferers.MaxPatterns);
        AllowedReferers.Create([.. most, "one-more.example"]).IsSuccess.ShouldBeFalse();
        AllowedReferers.Create([new string('a', 63) + ".example"]).IsSuccess.ShouldBeTrue();
        AllowedReferers.Create([new string('a', 64) + ".example"]).IsSuccess.ShouldBeFalse();
        AllowedReferers.Create([string.Join('.', Enumerable.Repeat("abc", 64))]).IsSuccess.ShouldBeFalse();
    }

    [Test]
    public void A_host_allows_itself_and_nothing_else()
    {
        var cases = from allowed in Hosts from asking in Hosts select (allowed, asking);
        Prop.ForAll(cases.ToArbitrary(), pair =>
                Rule(pair.allowed).Allow($"https://{pair.asking}/x", Own) == string.Equals(pair.allowed, pair.asking, StringComparison.Ordinal))
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void A_wildcard_allows_what_lies_below_and_not_the_host()
    {
        var cases = from parent in Hosts from below in Hosts select (parent, below);
        Prop.ForAll(cases.ToArbitrary(), pair =>
            {
                var rule = Rule("*." + pair.parent);
                return rule.Allow($"http://{pair.below}.{pair.parent}:81/", Own)
                    && !rule.Allow($"http://{pair.parent}/", Own)
                    && !rule.Allow($"http://x{pair.below}{pair.parent}/", Own)
                    && !rule.Allow($"http://{pair.parent}.{pair.below}.test/", Own);
            })
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void Any_rule_survives_being_stored()
    {
        var pattern = from host in Hosts from form in Gen.Elements("", "*.") select form + host;
        Prop.ForAll(Gen.ListOf(pattern).ToArbitrary(), patterns =>
            {
                var rule = Rule([.. patterns.Take(AllowedReferers.MaxPatterns)]);
                return AllowedReferers.FromStored(rule.ToString()).Patterns.SequenceEqual(rule.Patterns);
            })
            .QuickCheckThrowOnFailure();
    }

    [Test]
    public void No_text_as_a_page_or_a_pattern_breaks_it() =>
        Prop.ForAll<string, string>((pattern, page) =>
        {
            var rule = AllowedReferers.Create([pattern ?? string.Empty]);
            return !rule.IsSuccess || rule.Value.Allow(page, Own) == rule.Value.Allow(page, Own);
        }).QuickCheckThrowOnFailure();

    private static AllowedReferers Rule(params string[] patterns) => AllowedReferers.Create(patterns).Value;
}
