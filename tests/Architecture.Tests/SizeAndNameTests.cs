using Picora.Architecture.Tests.Rules;
using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

public sealed class SizeAndNameTests
{
    private static readonly IReadOnlyList<SourceFile> Everything = [.. Product.Sources, .. Product.Tests];

    [Test]
    public void No_file_is_long() => CeilingRules.Files(Everything).ShouldBeEmpty();

    [Test]
    public void Nearly_all_files_are_short() => CeilingRules.Percentile(Product.Sources).ShouldBeEmpty();

    [Test]
    public void Methods_fit_a_screen() => CeilingRules.Methods(Everything).ShouldBeEmpty();

    [Test]
    public void Constructors_ask_for_little() => CeilingRules.Constructors(Everything).ShouldBeEmpty();

    [Test]
    public void Names_say_what_a_type_is_for() => NameRules.Types(Everything).ShouldBeEmpty();

    [Test]
    public void Tests_wait_for_what_they_expect() => WaitingRules.Sleeps(Product.Tests).ShouldBeEmpty();

    [Test]
    public void A_long_file_is_caught()
    {
        CeilingRules.Files([Lines(300)]).ShouldBeEmpty();
        CeilingRules.Files([Lines(301)]).ShouldHaveSingleItem();
    }

    [Test]
    public void Two_big_files_in_twenty_are_caught_and_one_is_not()
    {
        var small = Enumerable.Repeat(Lines(20), 18).ToList();

        CeilingRules.Percentile([.. small, Lines(20), Lines(200)]).ShouldBeEmpty();
        CeilingRules.Percentile([.. small, Lines(200), Lines(200)]).ShouldHaveSingleItem();
    }

    [TestCase("class C { void M()\n{\nLINES} }")]
    [TestCase("class C { C()\n{\nLINES} }")]
    [TestCase("class C { int P { get\n{\nLINES} } }")]
    public void A_long_method_is_caught(string text)
    {
        CeilingRules.Methods([Parse(text.Replace("LINES", Repeated(39), StringComparison.Ordinal))]).ShouldBeEmpty();
        CeilingRules.Methods([Parse(text.Replace("LINES", Repeated(40), StringComparison.Ordinal))]).ShouldHaveSingleItem();
    }

    [TestCase("class C(int a, int b, int c, int d, int e, int f, int g);", 1)]
    [TestCase("class C { C(int a, int b, int c, int d, int e, int f, int g) { } }", 1)]
    [TestCase("class C(int a, int b, int c, int d, int e, int f);", 0)]
    [TestCase("record C(int A, int B, int C, int D, int E, int F, int G);", 0)]
    public void A_greedy_constructor_is_caught_and_a_record_of_data_is_not(string text, int violations) =>
        CeilingRules.Constructors([Parse(text)]).Count().ShouldBe(violations);

    [TestCase("class ImageHelper;", 1)]
    [TestCase("interface IQuotaManager;", 1)]
    [TestCase("static class StringUtils;", 1)]
    [TestCase("record Common;", 1)]
    [TestCase("enum RequestBase;", 1)]
    [TestCase("class Database;", 0)]
    [TestCase("class ImageRegistration;", 0)]
    public void An_empty_name_is_caught(string text, int violations) => NameRules.Types([Parse(text)]).Count().ShouldBe(violations);

    [TestCase("Thread.Sleep(10)", 1)]
    [TestCase("await Task.Delay(10)", 1)]
    [TestCase("await Task.Delay(Timeout.Infinite, token)", 0)]
    public void A_sleeping_test_is_caught(string call, int violations) =>
        WaitingRules.Sleeps([Parse($"class C {{ async Task M() {{ {call}; }} }}")]).Count().ShouldBe(violations);

    private static SourceFile Parse(string text) => SourceFile.Parse("src/Domain/C.cs", text);

    private static SourceFile Lines(int count) => Parse(string.Concat(Enumerable.Repeat("//\n", count)));

    private static string Repeated(int count) => string.Concat(Enumerable.Repeat("Do();\n", count));
}
