using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Domain.UnitTests.Quotas;

public class QuotaAlertTests
{
    [TestCase(0, 0, 0)]
    [TestCase(1, 0, 0)]
    [TestCase(79, 100, 0)]
    [TestCase(80, 100, 80)]
    [TestCase(99, 100, 80)]
    [TestCase(100, 100, 100)]
    [TestCase(long.MaxValue, long.MaxValue, 100)]
    [TestCase(long.MaxValue / 2, long.MaxValue, 0)]
    public void A_step_is_reached_exactly(long used, long limit, int step) => QuotaAlert.StepOf(used, limit).ShouldBe(step);

    [Test]
    public void A_step_is_told_once_until_the_use_has_clearly_fallen()
    {
        var alert = QuotaAlert.Create(UserId.New(), QuotaType.ImageStorage);
        long[] uses = [79, 80, 85, 100, 99, 100, 94, 100, 79, 80, 74, 80];

        uses.Select(used => alert.Note(used, 100, period: 0)).ShouldBe([null, 80, null, 100, null, null, null, 100, null, null, null, 80]);
    }

    [Test]
    public void A_new_period_begins_anew()
    {
        var alert = QuotaAlert.Create(UserId.New(), QuotaType.UploadsPerDay);

        alert.Note(90, 100, 20260101).ShouldBe(80);
        alert.Note(90, 100, 20260101).ShouldBeNull();
        alert.Note(90, 100, 20260102).ShouldBe(80);
    }
}
