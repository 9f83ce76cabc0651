using Picora.Domain.Media;
using Picora.Domain.Media.Collections;

namespace Picora.Domain.UnitTests.Media;

internal sealed class OrganisationTests
{
    [TestCase("Trip to  Italy!", "trip-to-italy")]
    [TestCase("--A b--", "a-b")]
    [TestCase("Çafé 9", "af-9")]
    public void A_slug_is_made_of_the_plain_letters_of_a_name(string name, string slug) => CollectionSlug.From(name).ShouldBe(slug);

    [TestCase("旅行")]
    [TestCase("x")]
    [TestCase("!")]
    public void A_name_without_plain_letters_still_gets_a_slug(string name)
    {
        CollectionSlug.From(name).ShouldStartWith("collection-");
        CollectionSlug.IsValid(CollectionSlug.From(name)).ShouldBeTrue();
    }

    [Test]
    public void Made_slugs_are_valid_whatever_their_length()
    {
        var slug = CollectionSlug.From(new string('a', 63) + " b");

        (slug.Length, CollectionSlug.IsValid(slug), CollectionSlug.IsValid(CollectionSlug.Vary(slug))).ShouldBe((63, true, true));
        CollectionSlug.Vary(slug).ShouldNotBe(slug);
    }

    [TestCase("ab", true)]
    [TestCase("a-b-1", true)]
    [TestCase("a", false)]
    [TestCase("-ab", false)]
    [TestCase("ab-", false)]
    [TestCase("Ab", false)]
    [TestCase("a_b", false)]
    [TestCase("ä1", false)]
    public void A_slug_has_letters_digits_and_inner_hyphens(string slug, bool valid) => CollectionSlug.IsValid(slug).ShouldBe(valid);

    [Test]
    public void A_search_text_is_cut_between_characters()
    {
        var text = SearchTexts.Of([new string('x', Image.MaxSearchLength - 2) + "🌊"]);

        text.Length.ShouldBe(Image.MaxSearchLength - 1);
        char.IsSurrogate(text[^1]).ShouldBeFalse();
    }

    [Test]
    public void Words_are_folded_and_bounded()
    {
        SearchTexts.Words(" Blue\tHARBOUR\nblue ").ShouldBe(["blue", "harbour"]);
        SearchTexts.Words(string.Join(' ', Enumerable.Range(0, 30))).Count.ShouldBe(SearchTexts.MaxWords);
        SearchTexts.Of(["Blue\nHarbour", null, "A"]).ShouldBe("\nblue harbour\na");
    }

    [Test]
    public void Kinds_are_named_in_one_order_and_unknown_ones_refused()
    {
        ResourceTypeNames.Parse(["audio", "doc", "audio"])!.Value.ToNames().ShouldBe(["doc", "audio"]);
        ResourceTypeNames.Parse(["doc", "film"]).ShouldBeNull();
        ResourceTypeNames.Parse([null]).ShouldBeNull();
    }
}
