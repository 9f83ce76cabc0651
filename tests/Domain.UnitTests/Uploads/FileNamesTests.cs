using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.UnitTests.Uploads;

[TestFixture]
internal sealed class FileNamesTests
{
    [TestCase("photo.jpg", "photo.jpg")]
    [TestCase("../../etc/passwd", "passwd")]
    [TestCase("C:\\Users\\kim\\shot.png", "shot.png")]
    [TestCase("shell.php", "shell.php")]
    [TestCase("evil\0.jpg", "evil.jpg")]
    [TestCase("a\r\nSet-Cookie: x", "aSet-Cookie: x")]
    [TestCase("name.jpg...", "name.jpg")]
    [TestCase("cod\u202Egpj.exe", "codgpj.exe")]
    [TestCase("  spaced  ", "spaced")]
    [TestCase("风景.jpg", "风景.jpg")]
    [TestCase("", "fallback")]
    [TestCase(null, "fallback")]
    [TestCase("...", "fallback")]
    [TestCase("folder/", "fallback")]
    public void A_name_becomes_something_to_show(string? sent, string shown) =>
        FileNames.Normalise(sent, "fallback").ShouldBe(shown);

    [Test]
    public void A_name_of_ten_kilobytes_is_cut_and_keeps_its_extension()
    {
        var name = FileNames.Normalise(new string('x', 10_000) + ".jpeg", "fallback");

        name.Length.ShouldBe(FileNames.MaxLength);
        name.ShouldEndWith(".jpeg");
    }

    [FsCheck.NUnit.Property]
    public Property Whatever_is_sent_the_name_is_no_path_and_has_no_control_character() => Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        sent =>
        {
            var name = FileNames.Normalise(sent, "fallback");
            return name.Length is > 0 and <= FileNames.MaxLength && !name.Any(c => char.IsControl(c) || c is '/' or '\\');
        });
}
