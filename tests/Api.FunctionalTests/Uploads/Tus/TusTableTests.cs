using System.Reflection;
using System.Text.RegularExpressions;
using Picora.Testing;

namespace Picora.Api.FunctionalTests.Uploads.Tus;

[Category(TestCategories.OneEngine)]
public partial class TusTableTests
{
    [Test]
    public void Every_requirement_names_tests_that_exist()
    {
        var tests = typeof(TusTableTests).Assembly.GetTypes().Where(type => type.Namespace == typeof(TusTableTests).Namespace)
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)).Select(method => method.Name).ToHashSet();
        var rows = File.ReadLines(Path.Combine(RepositoryFolder.Root, "docs", "api", "tus.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| requirement", StringComparison.Ordinal)).ToList();

        rows.Count.ShouldBeGreaterThan(30);
        foreach (var row in rows)
        {
            var named = Name().Matches(row.Trim('|').Split('|')[^1]).Select(match => match.Groups[1].Value).ToList();
            named.ShouldNotBeEmpty(row);
            named.ShouldBeSubsetOf(tests, row);
        }
    }

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Name();
}
