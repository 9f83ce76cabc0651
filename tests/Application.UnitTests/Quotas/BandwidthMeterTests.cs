using System.Diagnostics.Metrics;
using Picora.Application.Quotas;
using Picora.Domain.Accounts.Contracts;
using Picora.Domain.Quotas.Contracts;

namespace Picora.Application.UnitTests.Quotas;

public class BandwidthMeterTests
{
    private static readonly UserId Owner = new("a1B2c3D4e5F6g7H8i9J0k");

    private readonly BandwidthMeter meter = new(TimeProvider.System, new UnheardMeters());

    [SetUp]
    public void Count() => meter.Count(Owner, QuotaType.ImageBandwidth, 100);

    [Test]
    public async Task Whoever_reads_while_sums_move_into_their_rows_is_told_to_read_again()
    {
        var before = meter.Moves;
        (long, long) within = default;
        await meter.MoveAsync(
            meter.Pending(),
            () =>
            {
                within = meter.Moves;
                meter.IsStill(within).ShouldBeFalse("the rows may hold what memory still holds, too");
                return Task.CompletedTask;
            });

        meter.IsStill(before).ShouldBeFalse("what was in memory is in the rows");
        meter.IsStill(within).ShouldBeFalse();
        meter.IsStill(meter.Moves).ShouldBeTrue();
        meter.Pending().ShouldBeEmpty();
    }

    [Test]
    public async Task What_cannot_be_written_is_kept_and_what_is_counted_meanwhile_stays()
    {
        await Should.ThrowAsync<IOException>(meter.MoveAsync(meter.Pending(), () => throw new IOException("disk full")));
        meter.Pending().Single().Value.ShouldBe(100);
        meter.IsStill(meter.Moves).ShouldBeTrue();

        await meter.MoveAsync(
            meter.Pending(),
            () =>
            {
                meter.Count(Owner, QuotaType.ImageBandwidth, 7);
                return Task.CompletedTask;
            });
        meter.Pending().Single().Value.ShouldBe(7);
    }

    private sealed class UnheardMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
            // Its meters hold nothing.
        }
    }
}
