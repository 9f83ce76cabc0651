using Microsoft.Extensions.Options;
using Picora.Application.Media;
using Picora.Domain;
using Picora.Domain.Media;
using Picora.Infrastructure.Imaging;
using Picora.Infrastructure.Imaging.Inspection;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Inspects bytes as the server does.</summary>
internal static class Inspection
{
    public static Task<Result<ImageFacts>> OfAsync(byte[] file, ImagingOptions? options = null) =>
        new ImageInspector(Options.Create(options ?? new ImagingOptions()), new WithHeic()).InspectAsync(new MemoryStream(file, writable: false), CancellationToken.None);

    /// <summary>The file as strangers get it.</summary>
    public static async Task<byte[]> PublicCopyAsync(byte[] file)
    {
        var layout = (await OfAsync(file)).Value.PublicLayout;
        return layout is null ? file : Apply(DeliveryLayout.Parse(layout.ToString()), file);
    }

    private sealed class WithHeic : IHeicSupport
    {
        public Task<bool> IsInstalledAsync(CancellationToken cancellationToken) => Task.FromResult(true);
    }

    private static byte[] Apply(DeliveryLayout layout, byte[] file)
    {
        var copy = layout.Segments
            .SelectMany(segment => segment.Literal?.ToArray() ?? file[(int)segment.Offset..(int)(segment.Offset + segment.Length)])
            .ToArray();
        ((long)copy.Length).ShouldBe(layout.Length);
        return copy;
    }
}
