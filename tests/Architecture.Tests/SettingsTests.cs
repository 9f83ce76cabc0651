using Picora.Architecture.Tests.Subjects;

namespace Picora.Architecture.Tests;

[TestFixture]
internal sealed class SettingsTests
{
    private static readonly string Table = Path.Combine(Product.Root, "docs", "settings.md");

    [Test]
    public void The_table_of_settings_is_what_the_code_says()
    {
        var real = SettingsTable.Render(Product.Sources);
        if (Environment.GetEnvironmentVariable("PICORA_WRITE_DOCS") is not null)
        {
            File.WriteAllText(Table, real);
        }

        File.ReadAllText(Table).ShouldBe(real, "Run build/test with PICORA_WRITE_DOCS=1 to write docs/settings.md anew.");
    }

    [Test]
    public void Every_setting_is_documented() => SettingsTable.Undocumented(Product.Sources).ShouldBeEmpty();

    [Test]
    public void A_setting_without_a_word_about_it_is_found() =>
        SettingsTable.Undocumented([SourceFile.Parse("src/A.cs", "class A { const string Section = \"Picora:A\"; public int Bare { get; set; } }")])
            .ShouldBe(["Picora:A:Bare"]);
}
