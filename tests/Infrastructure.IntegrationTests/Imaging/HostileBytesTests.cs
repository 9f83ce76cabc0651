using FsCheck;
using FsCheck.Fluent;
using Picora.Domain.Media;
using Picora.Testing.Imaging;

namespace Picora.Infrastructure.IntegrationTests.Imaging;

/// <summary>Whatever the bytes are, inspection answers: it never throws, and never takes more memory than its window and its tables.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class HostileBytesTests
{
    private static readonly byte[][] Seeds = [.. RealFiles.All().Select(test => (byte[])test.Arguments[1]!)];

    private static readonly byte[][] Heads =
    [
        [0xFF, 0xD8, 0xFF],
        [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10],
        [.. "GIF89a"u8],
        [.. "RIFF\xff\0\0\0WEBPVP8X"u8],
        [0, 0, 0, 16, .. "ftypavif\0\0\0\0"u8],
    ];

    [Test]
    public void Random_bytes_behind_a_real_head_never_throw()
    {
        var files = from head in Gen.Elements(Heads) from rest in ArbMap.Default.GeneratorFor<byte[]>() select (byte[])[.. head, .. rest];
        Prop.ForAll(files.ToArbitrary(), Answers).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithEndSize(600));
    }

    [Test]
    public void Mutated_files_never_throw()
    {
        var mutation = from at in Gen.Choose(0, 1 << 20) from value in Gen.Elements<byte>(0, 1, 0x7F, 0x80, 0xFE, 0xFF) select (at, value);
        var files = from seed in Gen.Elements(Seeds) from mutations in Gen.NonEmptyListOf(mutation) select Mutate(seed, mutations);
        Prop.ForAll(files.ToArbitrary(), Answers).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(12));
    }

    [Test]
    public async Task Every_byte_of_a_file_can_be_wrong()
    {
        foreach (var seed in Seeds)
        {
            for (var at = 0; at < Math.Min(seed.Length, 700); at++)
            {
                foreach (var value in new byte[] { 0, 0xFF, (byte)(seed[at] + 1) })
                {
                    await AnswersAsync(Mutate(seed, [(at, value)]));
                }
            }
        }
    }

    [Test]
    public async Task Memory_is_bounded_whatever_a_file_claims()
    {
        var avif = Pictures.Avif(64, 48);
        var meta = avif.AsSpan().IndexOf("meta"u8) - 4;
        byte[][] liars =
        [
            [.. Heads[1], 0x7F, 0xFF, 0xFF, 0xFF, .. "IHDR"u8],
            [.. "RIFF\xfe\xff\xff\xffWEBPEXIF\xf0\xff\xff\xff"u8],
            [.. avif[..meta], 0x7F, 0xFF, 0xFF, 0xFF, .. avif[(meta + 4)..]],
        ];
        foreach (var liar in liars)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            (await Inspection.OfAsync(liar)).IsSuccess.ShouldBeFalse();
            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(300_000);
        }
    }

    private static byte[] Mutate(byte[] seed, IEnumerable<(int At, byte Value)> mutations)
    {
        byte[] file = [.. seed];
        foreach (var (at, value) in mutations)
        {
            file[at % file.Length] = value;
        }

        return file;
    }

    private static bool Answers(byte[] file) => AnswersAsync(file).GetAwaiter().GetResult();

    private static async Task<bool> AnswersAsync(byte[] file)
    {
        var outcome = await Inspection.OfAsync(file);
        if (outcome.IsSuccess && outcome.Value.PublicLayout is { } layout)
        {
            DeliveryLayout.Parse(layout.ToString()).Length.ShouldBe(layout.Length);
            layout.Segments.Where(segment => segment.Literal is null).ShouldAllBe(segment => segment.Offset + segment.Length <= file.Length);
        }

        return outcome.IsSuccess || outcome.Error.Code is "VALIDATION_ERROR" or "IMAGE_TOO_MANY_PIXELS";
    }
}
