using Picora.Architecture.Tests.Rules;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

public sealed class VisibilityTests
{
    private static readonly HashSet<string> Shown = new(StringComparer.Ordinal)
    {
        "Picora.Infrastructure.DataFolder", // one place for files, shared with the host's own keys
        "Picora.Infrastructure.PublicUrls", // the host tells it the address that it listens on
        "Picora.Infrastructure.Persistence.DatabaseMigrator", // the host migrates before it listens
        "Picora.Infrastructure.Imaging.Worker.ImagingWorker", // the entry point of a worker process
    };

    [Test]
    public void Infrastructure_shows_its_composition_and_options_only() => VisibilityRules.Infrastructure(Product.Infrastructure, Shown).ShouldBeEmpty();

    [Test]
    public void The_list_of_exceptions_has_no_dead_entry() =>
        Shown.Where(name => Product.Infrastructure.MainModule.GetType(name) is not { IsPublic: true }).ShouldBeEmpty();

    [TestCase("public class Offender { }", 2)]
    [TestCase("public sealed class Offender { }", 1)]
    [TestCase("class Offender { }", 1)]
    [TestCase("class Parent { } sealed class Child : Parent { }", 0)]
    [TestCase("class Parent<T> { } sealed class Child : Parent<int> { }", 0)]
    [TestCase("public sealed class DiskOptions { public Mode Mode { get; } } public enum Mode { A }", 0)]
    [TestCase("public static class DiskServices { public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { } }", 0)]
    public void A_public_or_open_type_is_caught(string text, int violations) =>
        VisibilityRules.Infrastructure(Assemblies.Compile($"namespace Picora.Infrastructure.Disk {{ {text} }}"), Shown).Count().ShouldBe(violations);
}
