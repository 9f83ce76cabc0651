using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Domain.UnitTests.Media.Transforms;

[Parallelizable(ParallelScope.All)]
public sealed class TransformPlanTests
{
    private static readonly ContentHash Content = ContentHash.Parse(new string('a', ContentHash.Length))!.Value;

    private static readonly Gen<TransformPlan> Plans =
        from width in Gen.Choose(1, 3)
        from height in Gen.Choose(1, 3)
        from fit in Gen.Elements(Enum.GetValues<Fit>())
        from focus in Gen.Elements(Focus.Centre, Focus.Smart, new Focus(0, 1))
        from format in Gen.Elements(ImageFormat.Jpeg, ImageFormat.WebP)
        from quality in Gen.Choose(1, 2)
        from animated in Gen.Elements(true, false)
        from text in Gen.Elements(null, "a", "b")
        select new TransformPlan(
            Placement.Of(new Dimensions(4, 2), width, height, fit), focus, format, quality, 0, animated,
            text is null ? null : new Watermark(WatermarkPosition.Center, 0.5, text, 12, null));

    [Test]
    public void Equal_plans_and_only_they_have_one_hash() => Prop.ForAll(Plans.ToArbitrary(), Plans.ToArbitrary(), (left, right) =>
        left == right == string.Equals(left.HashFor(Content), right.HashFor(Content), StringComparison.Ordinal)).QuickCheckThrowOnFailure();

    [Test]
    public void Another_content_has_another_hash()
    {
        var plan = TransformPlan.Inside(new Dimensions(400, 300), 100, 80);

        plan.HashFor(Content).ShouldNotBe(plan.HashFor(ContentHash.Parse(new string('b', ContentHash.Length))!.Value));
        plan.HashFor(Content).ShouldMatch("^[0-9a-f]{64}$");
        plan.ToString().ShouldBe("v1;100x75;100x75;0.5,0.5;webp;80;2;first");
    }
}
