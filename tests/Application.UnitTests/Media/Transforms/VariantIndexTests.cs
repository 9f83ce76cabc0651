using Picora.Application.Media.Transforms;
using Picora.Domain.Uploads.Contracts;

namespace Picora.Application.UnitTests.Media.Transforms;

[Parallelizable(ParallelScope.All)]
public sealed class VariantIndexTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Test]
    public void What_was_asked_for_the_longest_ago_goes_first()
    {
        var index = new VariantIndex(100);
        index.Note(Key(1), 40, Start);
        index.Note(Key(2), 40, Start.AddSeconds(1));
        index.TakeExcess().ShouldBeEmpty();

        index.Note(Key(1), 40, Start.AddSeconds(2));
        index.Note(Key(3), 40, Start.AddSeconds(3));

        index.TakeExcess().ShouldBe([Key(2)]);
        index.Bytes.ShouldBe(80);
    }

    [Test]
    public void The_limit_holds_with_room_to_spare()
    {
        var index = new VariantIndex(1000);
        for (var i = 0; i < 101; i++)
        {
            index.Note(Key(i), 10, Start.AddSeconds(i));
        }

        index.TakeExcess().ShouldBe(Enumerable.Range(0, 11).Select(Key));
        index.Bytes.ShouldBe(900);
    }

    [Test]
    public void A_survey_does_not_make_what_is_used_old_again()
    {
        var index = new VariantIndex(50);
        index.Note(Key(1), 40, Start.AddSeconds(9));
        index.Note(Key(1), 40, Start);
        index.Note(Key(2), 40, Start.AddSeconds(5));

        index.TakeExcess().ShouldBe([Key(2)]);
        index.Forget(Key(1));
        index.Forget(Key(1));
        index.Bytes.ShouldBe(0);
    }

    private static ObjectKey Key(int number) => ObjectKey.ForTransform("AAAAAAAAAAA", $"{number}", "webp");
}
