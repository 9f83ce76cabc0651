using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Media;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.UnitTests.Media;

[TestFixture]
internal sealed class ImageTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_new_picture_waits_for_its_renditions()
    {
        var image = Create("  Harbour ", ["sea", "sea", " night "]).Value;

        image.Processing.ShouldBe(Processing.Pending);
        image.Title.ShouldBe("Harbour");
        image.Tags.Select(tag => tag.Name).ShouldBe(["sea", "night"]);
        image.Id.Value.Length.ShouldBe(11);
    }

    [Test]
    public void An_empty_title_clears_it()
    {
        var image = Create("Harbour", []).Value;

        image.Rename(string.Empty, Now).IsSuccess.ShouldBeTrue();

        image.Title.ShouldBeNull();
    }

    [Test]
    public void A_title_that_is_too_long_is_refused_and_changes_nothing()
    {
        var image = Create("Harbour", []).Value;

        image.Rename(new string('x', Image.MaxTitleLength + 1), Now).Error!.Code.ShouldBe("VALIDATION_ERROR");

        image.Title.ShouldBe("Harbour");
    }

    [Test]
    public void Tags_are_replaced_in_the_given_order()
    {
        var image = Create(null, ["one", "two", "three"]).Value;

        image.Tag(["three", "four", "one"], Now).IsSuccess.ShouldBeTrue();

        image.Tags.OrderBy(tag => tag.Position).Select(tag => tag.Name).ShouldBe(["three", "four", "one"]);
    }

    [Test]
    public void Ten_tags_of_32_characters_are_the_most()
    {
        string[] ten = [.. Enumerable.Range(0, 10).Select(number => new string((char)('a' + number), Image.MaxTagLength))];

        Create(null, ten).IsSuccess.ShouldBeTrue();
        Create(null, [.. ten, "eleven"]).Error!.Code.ShouldBe("VALIDATION_ERROR");
        Create(null, [new string('x', Image.MaxTagLength + 1)]).Error!.Code.ShouldBe("VALIDATION_ERROR");
    }

    private static Result<Image> Create(string? title, string[] tags) => Image.Create(
        new NewImage(
            UserId.New(), ObjectKey.NewOriginal(), ContentHash.FromBytes(new byte[32]), 10,
            new ImageFacts(ImageFormat.Png, new Dimensions(1, 1), 1, null), "a.png"),
        title, tags, isPublic: true, Now);
}
