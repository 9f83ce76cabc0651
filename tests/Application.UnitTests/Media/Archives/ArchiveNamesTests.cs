using Picora.Application.Media.Archives;
using Picora.Domain.Media;

namespace Picora.Application.UnitTests.Media.Archives;

internal sealed class ArchiveNamesTests
{
    [TestCase("photo.jpg", "photo.jpg")]
    [TestCase("photo.JPEG", "photo.JPEG")]
    [TestCase("evil.exe", "evil.exe.jpg")]
    [TestCase("photo.png", "photo.png.jpg")]
    [TestCase("noextension", "noextension.jpg")]
    [TestCase("a<b>:\"|?*c.jpg", "a_b______c.jpg")]
    [TestCase("..", "image.jpg")]
    [TestCase(". . .jpg", "image.jpg")]
    [TestCase("nul.jpg", "_nul.jpg")]
    [TestCase("COM1.tar.jpg", "_COM1.tar.jpg")]
    [TestCase("a \\ ../b.jpg", "a _ .._b.jpg")]
    [TestCase("海.jpg", "海.jpg")]
    public void A_name_is_safe_to_unpack_and_says_what_the_file_is(string name, string expected) =>
        new ArchiveNames().Next(name, ImageFormat.Jpeg).ShouldBe(expected);

    [Test]
    public void No_two_names_are_alike_without_regard_to_case()
    {
        var names = new ArchiveNames();

        string[] given = [.. new[] { "a.jpg", "A.jpg", "a (2).jpg", "a.jpg", "a.JPG" }.Select(name => names.Next(name, ImageFormat.Jpeg))];

        given.ShouldBe(["a.jpg", "A (2).jpg", "a (2) (2).jpg", "a (3).jpg", "a (4).JPG"]);
        given.Select(name => name.ToUpperInvariant()).ShouldBeUnique();
    }

    [Test]
    public void Long_names_are_cut_between_characters()
    {
        var name = new ArchiveNames().Next(new string('x', 179) + "🌊🌊.jpg", ImageFormat.Jpeg);

        name.ShouldBe(new string('x', 179) + ".jpg");
    }
}
