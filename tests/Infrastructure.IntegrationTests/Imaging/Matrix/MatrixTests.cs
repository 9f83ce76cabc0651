using Picora.Domain.Media;
using Picora.Domain.Media.Transforms;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging.Matrix;

/// <summary>Every input × every output format × every fit, looked at as a viewer does: size, type, frames, colours, transparency.</summary>
public sealed class MatrixTests
{
    private const int Clear = 40;
    private const int Opaque = 215;

    private static readonly ImageFormat[] Outputs = [ImageFormat.Jpeg, ImageFormat.Png, ImageFormat.WebP, ImageFormat.Avif];
    private static readonly (int? Width, int? Height) Box = (90, 90);
    private static readonly (int? Width, int? Height) None = (null, null);

    private RenderingHost host = null!;

    [OneTimeSetUp]
    public void Start() => host = new RenderingHost();

    [OneTimeTearDown]
    public async Task Stop() => await host.DisposeAsync();

    [Test, Combinatorial]
    public async Task What_comes_out_is_what_was_asked_for(
        [ValueSource(typeof(MatrixInput), nameof(MatrixInput.All))] object input, [ValueSource(nameof(Outputs))] ImageFormat output, [Values] Fit fit)
    {
        var source = (MatrixInput)input;
        var file = source.File.Value;
        // The full size once, too: decoders then shrink nothing.
        (int? Width, int? Height)[] boxes = fit == Fit.Inside ? [Box, None] : [Box];
        (await Inspection.OfAsync(file)).Value.Size.ShouldBe(Canvas.Size);

        foreach (var (width, height) in boxes)
        {
            var plan = Plan(source, Placement.Of(Canvas.Size, width, height, fit), output);
            var rendered = (await host.RenderAsync(file, source.Format, plan)).Value.Single();
            await ShouldFulfilAsync(plan, source, rendered.Content);
        }
    }

    private static TransformPlan Plan(MatrixInput source, Placement placement, ImageFormat output) => new(
        placement, Focus.Centre, output, output == ImageFormat.Png ? 0 : 90, TransformPlan.UsualEffort(output), source.Frames > 1 && output == ImageFormat.WebP);

    private static async Task ShouldFulfilAsync(TransformPlan plan, MatrixInput source, byte[] file)
    {
        var facts = (await Inspection.OfAsync(file)).Value;
        (facts.Format, facts.Size, facts.Frames).ShouldBe((plan.Format, plan.Placement.Canvas, plan.IsAnimated ? source.Frames : 1));
        facts.PublicLayout.ShouldBeNull("there is no metadata to leave out");
        var picture = Decode(plan, file);
        for (var frame = 0; frame < facts.Frames; frame++)
        {
            var distances = Places(plan).Select(place => Distance(plan, source, picture, place, frame)).ToList();
            distances.Average().ShouldBeLessThan(source.Distance + 4, $"{plan}, frame {frame}");
            distances.Count(distance => distance > 40).ShouldBeLessThanOrEqualTo(distances.Count / 20, $"{plan}, frame {frame}");
        }
    }

    private static DecodedPicture Decode(TransformPlan plan, byte[] file) => plan.Format switch
    {
        ImageFormat.Jpeg => DecodedPicture.Jpeg(file),
        ImageFormat.Png => DecodedPicture.Png(file),
        ImageFormat.Avif => DecodedPicture.Avif(file),
        _ => DecodedPicture.AllFrames(file),
    };

    // A grid that keeps off the edges, where resizing mixes.
    private static IEnumerable<(int X, int Y)> Places(TransformPlan plan) =>
        from row in Enumerable.Range(0, 12)
        from column in Enumerable.Range(0, 12)
        let canvas = plan.Placement.Canvas
        select ((int)((column + 0.5) * canvas.Width / 12), (int)((row + 0.5) * canvas.Height / 12));

    private static double Distance(TransformPlan plan, MatrixInput source, DecodedPicture picture, (int X, int Y) place, int frame)
    {
        var seen = picture.At(place.X, place.Y + (frame * plan.Placement.Canvas.Height));
        var (left, top) = plan.Placement.Offset(plan.Focus);
        var across = (place.X + left + 0.5) / plan.Placement.Resized.Width;
        var down = (place.Y + top + 0.5) / plan.Placement.Resized.Height;
        var isBare = across is < 0 or > 1 || down is < 0 or > 1;
        var alpha = isBare ? (byte)0 : source.Alpha?.Invoke(across, down) ?? 255;
        if (plan.Format == ImageFormat.Jpeg)
        {
            return Difference(seen, alpha == 0 ? [255, 255, 255] : source.At(across, down, frame));
        }

        var opacity = seen.Length is 2 or 4 ? seen[^1] : 255;
        return alpha == 0
            ? opacity < Clear ? 0 : 255
            : opacity > Opaque ? Difference(seen, source.At(across, down, frame)) : 255;
    }

    private static double Difference(byte[] seen, byte[] expected)
    {
        // A grey picture may well come out in one band.
        byte[] colour = seen.Length < 3 ? [seen[0], seen[0], seen[0]] : seen;
        return Enumerable.Range(0, 3).Average(band => Math.Abs(colour[band] - expected[band]));
    }
}
