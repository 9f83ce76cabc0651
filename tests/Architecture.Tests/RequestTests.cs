using Picora.Architecture.Tests.Rules;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

public sealed class RequestTests
{
    private const string Request = "record DoThing : MediatR.IRequest<Picora.Domain.Result<int>>;";

    [Test]
    public void Every_request_says_who_may_send_it_and_answers_with_a_result() => RequestRules.Contract(Product.Application).ShouldBeEmpty();

    [Test]
    public void A_use_case_is_one_file() => RequestRules.Files(Product.Sources).ShouldBeEmpty();

    [TestCase("", 1, TestName = "No access attribute")]
    [TestCase("[Picora.Application.Pipeline.PublicAccess]", 0, TestName = "One access attribute")]
    [TestCase("[Picora.Application.Pipeline.PublicAccess, Picora.Application.Pipeline.RequireSession]", 1, TestName = "Two access attributes")]
    public void Access_is_declared_exactly_once(string attributes, int violations) =>
        RequestRules.Contract(Assemblies.Compile($"namespace Picora.Application.Media {{ {attributes} {Request} }}")).Count().ShouldBe(violations);

    [TestCase("MediatR.IRequest<int>")]
    [TestCase("MediatR.IRequest")]
    public void A_request_without_a_result_is_caught(string answer) =>
        RequestRules.Contract(Assemblies.Compile($"namespace Picora.Application.Media {{ [Picora.Application.Pipeline.PublicAccess] record DoThing : {answer}; }}"))
            .ShouldBe(["Picora.Application.Media.DoThing does not answer with a Result"]);

    [TestCase("record DoThing : IRequest<int>; class H : IRequestHandler<DoThing, int>; class V : AbstractValidator<DoThing>;", "order")]
    [TestCase("record DoThing : IRequest<int>;", "0 handlers")]
    [TestCase("class H : IRequestHandler<DoThing, int>;", "0 requests")]
    [TestCase("record Other : IRequest<int>; class H : IRequestHandler<Other, int>;", "named")]
    public void A_use_case_file_out_of_shape_is_caught(string text, string violation) =>
        string.Join(';', RequestRules.Files([SourceFile.Parse("src/Application/Media/DoThing.cs", text)])).ShouldContain(violation);

    [Test]
    public void A_use_case_in_good_shape_passes_and_a_long_one_is_caught()
    {
        const string Good = "record DoThing : IRequest<int>; class V : AbstractValidator<DoThing>; class H : IRequestHandler<DoThing, int>;";

        RequestRules.Files([SourceFile.Parse("src/Application/Media/DoThing.cs", Good)]).ShouldBeEmpty();
        RequestRules.Files([SourceFile.Parse("src/Application/Media/DoThing.cs", Good + new string('\n', 151) + "//")]).ShouldHaveSingleItem();
    }
}
