using Picora.Architecture.Tests.Rules;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

public sealed class ReferenceTests
{
    [Test]
    public void Domain_knows_the_base_class_library_only()
    {
        ReferenceRules.Domain(Product.Domain).ShouldBeEmpty();
        ReferenceRules.DomainProject(Product.ProjectText("Domain")).ShouldBeEmpty();
    }

    [Test]
    public void Application_knows_the_domain_and_a_short_list_of_packages()
    {
        ReferenceRules.Application(Product.Application).ShouldBeEmpty();
        ReferenceRules.ApplicationProject(Product.ProjectText("Application")).ShouldBeEmpty();
    }

    [Test]
    public void An_application_that_uses_Infrastructure_is_caught()
    {
        var offender = Assemblies.Compile("""
            namespace Picora.Application.Media
            {
                class Offender { Picora.Infrastructure.Persistence.DatabaseOptions options; }
            }
            """);

        ReferenceRules.Application(offender).ShouldBe(["Offending references Picora.Infrastructure"]);
    }

    [Test]
    public void A_project_that_references_Infrastructure_is_caught_before_any_code_uses_it() =>
        ReferenceRules.ApplicationProject("""<Project><ItemGroup><ProjectReference Include="../Infrastructure/Infrastructure.csproj" /></ItemGroup></Project>""")
            .ShouldBe(["the project references Infrastructure"]);

    [Test]
    public void A_domain_that_uses_a_package_is_caught()
    {
        var offender = Assemblies.Compile("namespace Picora.Domain.Media { class Offender { Microsoft.EntityFrameworkCore.DbContext context; } }");

        ReferenceRules.Domain(offender).ShouldBe(["Offending references Microsoft.EntityFrameworkCore"]);
        ReferenceRules.DomainProject("""<Project><ItemGroup><PackageReference Include="MediatR" /></ItemGroup></Project>""").ShouldNotBeEmpty();
    }
}
