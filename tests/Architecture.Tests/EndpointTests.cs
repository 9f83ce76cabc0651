using Picora.Architecture.Tests.Rules;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

public sealed class EndpointTests
{
    [Test]
    public void Endpoints_know_nothing_of_persistence() => EndpointRules.Persistence(Product.Api).ShouldBeEmpty();

    [Test]
    public void Endpoints_are_a_dozen_lines_at_most() => EndpointRules.Length(Product.Sources).ShouldBeEmpty();

    [TestCase("class Offender { int Get(Picora.Infrastructure.Persistence.PicoraDbContext db) => 1; }", TestName = "A DbContext as a parameter")]
    [TestCase("class Offender { Func<object, object> Map() => services => (Picora.Infrastructure.Persistence.PicoraDbContext)services; }", TestName = "A DbContext in a lambda")]
    [TestCase("class Offender { Microsoft.EntityFrameworkCore.DbContext db; }", TestName = "Any DbContext")]
    [TestCase("class Offender { Picora.Application.Abstractions.IUnitOfWork work; }", TestName = "The unit of work")]
    [TestCase("class Offender { object All(Picora.Application.Media.IMediaDb db) => db.Images; }", TestName = "A module's tables")]
    [TestCase("class Offender { Picora.Infrastructure.Persistence.DatabaseOptions options; }", TestName = "Anything of Persistence")]
    public void Persistence_in_an_endpoint_is_caught(string offender)
    {
        var assembly = Assemblies.Compile($"namespace Picora.Api.Endpoints.Media {{ {offender} }}");

        EndpointRules.Persistence(assembly).ShouldNotBeEmpty();
    }

    [Test]
    public void A_long_endpoint_is_caught_and_the_list_of_routes_is_not()
    {
        var body = string.Concat(Enumerable.Repeat("Do();\n", 13));
        var offender = SourceFile.Parse("src/Api/Endpoints/Media/Offender.cs", $"class Offender {{ void Get()\n{{\n{body}}}\n void Map()\n{{\n{body}}} }}");

        EndpointRules.Length([offender]).ShouldHaveSingleItem();
    }
}
