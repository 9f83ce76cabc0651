using Picora.Architecture.Tests.Rules;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

public sealed class ModuleTests
{
    private const string Quotas = "namespace Picora.Domain.Quotas { public class Ledger { public static int Used() => 1; } public class Rule<T> { } } ";

    private static readonly HashSet<string> Modules = new(StringComparer.Ordinal) { "Media", "Quotas" };

    [Test]
    public void The_folders_are_the_modules()
    {
        Product.Modules.ShouldContain("Media");
        Product.Modules.ShouldNotContain("Abstractions");
        NameRules.Namespaces(Product.Sources).ShouldBeEmpty();
    }

    [Test]
    public void Modules_see_each_other_through_contracts_only()
    {
        ModuleRules.Arrows(Product.Domain, Product.Modules).ShouldBeEmpty();
        ModuleRules.Arrows(Product.Application, Product.Modules).ShouldBeEmpty();
        ModuleRules.Usings(Product.Sources, Product.Modules).ShouldBeEmpty();
    }

    [TestCase("class Offender { Picora.Domain.Quotas.Ledger field; }", TestName = "A field")]
    [TestCase("class Offender { int Sum() => Picora.Domain.Quotas.Ledger.Used(); }", TestName = "A call")]
    [TestCase("class Offender { async Task<int> Sum() { await Task.Yield(); return Picora.Domain.Quotas.Ledger.Used(); } }", TestName = "A call in an async method")]
    [TestCase("class Offender { Func<int> Sum() { var n = 1; return () => n + Picora.Domain.Quotas.Ledger.Used(); } }", TestName = "A call in a lambda")]
    [TestCase("class Offender { List<Picora.Domain.Quotas.Ledger[]> All() => null; }", TestName = "A generic argument")]
    [TestCase("class Offender : Picora.Domain.Quotas.Rule<int> { }", TestName = "A parent")]
    [TestCase("class Offender { Type Kind() => typeof(Picora.Domain.Quotas.Ledger); }", TestName = "A typeof")]
    public void Reaching_into_another_module_is_caught(string offender)
    {
        var assembly = Assemblies.Compile(Quotas + $"namespace Picora.Application.Media {{ {offender} }}");

        ModuleRules.Arrows(assembly, Modules).ShouldHaveSingleItem().ShouldStartWith("Picora.Application.Media.Offender touches Picora.Domain.Quotas.");
    }

    [Test]
    public void A_constant_of_another_module_is_caught_by_its_using()
    {
        var offender = SourceFile.Parse("src/Application/Media/Offender.cs", "using Picora.Domain.Quotas; using Picora.Domain.Quotas.Contracts; using Picora.Domain.Media;");

        ModuleRules.Usings([offender], Modules).ShouldBe(["src/Application/Media/Offender.cs uses Picora.Domain.Quotas"]);
    }

    [Test]
    public void Contracts_the_own_module_and_ports_on_the_domain_are_fine()
    {
        var assembly = Assemblies.Compile(Quotas + """
            namespace Picora.Domain.Media.Contracts { public class MediaId { } }
            namespace Picora.Application.Quotas { class Handler { Picora.Domain.Quotas.Ledger own; Picora.Domain.Media.Contracts.MediaId contract; } }
            namespace Picora.Application.Abstractions { class Port { Picora.Domain.Quotas.Ledger domain; } }
            """);

        ModuleRules.Arrows(assembly, Modules).ShouldBeEmpty();
    }

    [Test]
    public void A_port_that_names_a_use_case_and_a_core_type_that_names_a_module_are_caught()
    {
        var assembly = Assemblies.Compile(Quotas + """
            namespace Picora.Application.Media { public class UploadImage { } }
            namespace Picora.Application.Abstractions { class Port { Picora.Application.Media.UploadImage request; } }
            namespace Picora.Application.Pipeline { class Behavior { Picora.Application.Media.UploadImage request; } }
            namespace Picora.Domain { class Error { Picora.Domain.Quotas.Ledger ledger; } }
            """);

        ModuleRules.Arrows(assembly, Modules).Count().ShouldBe(3);
    }

    [Test]
    public void A_namespace_that_is_not_its_folder_is_caught() =>
        NameRules.Namespaces([SourceFile.Parse("src/Application/Media/Offender.cs", "namespace Picora.Application.Hidden;")]).ShouldHaveSingleItem();
}
