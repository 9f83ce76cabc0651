using Picora.Domain.Media.Contracts;

namespace Picora.Domain.UnitTests.Media;

public class MediaMagicTests
{
    [TestCase("", MediaKind.Image, "")]
    [TestCase("89504E470D0A1A0A", MediaKind.Image, ".PNG....")]
    [TestCase("FFD8FFE0", MediaKind.Image, "....")]
    [TestCase("474946383961", MediaKind.Image, "GIF89a")]
    [TestCase("52494646010203045745425056503820", MediaKind.Image, "RIFF....WEBPVP8 ")]
    [TestCase("0000001C6674797061766966", MediaKind.Image, "....ftypavif")]
    [TestCase("0000001C6674797068656963", MediaKind.Image, "....ftypheic")]
    [TestCase("0000001C667479706D696631", MediaKind.Image, "....ftypmif1")]
    [TestCase("3C73766720786D6C6E733D", MediaKind.Image, "<svg xmlns=")]
    [TestCase("FFFE3C00730076006700", MediaKind.Image, "..<.s.v.g.")]
    [TestCase("424D", MediaKind.Image, "BM")]
    [TestCase("52494646", MediaKind.Image, "RIFF")]
    [TestCase("524946460102030457415645666D7420", MediaKind.Audio, "RIFF....WAVEfmt ")]
    [TestCase("49443304", MediaKind.Audio, "ID3.")]
    [TestCase("FFFB9000", MediaKind.Audio, "....")]
    [TestCase("FFF1", MediaKind.Audio, "..")]
    [TestCase("664C6143", MediaKind.Audio, "fLaC")]
    [TestCase("4F676753", MediaKind.Audio, "OggS")]
    [TestCase("0000001C667479704D344120", MediaKind.Audio, "....ftypM4A ")]
    [TestCase("5249464601020304415649204C495354", MediaKind.Video, "RIFF....AVI LIST")]
    [TestCase("1A45DFA3", MediaKind.Video, ".E..")]
    [TestCase("0000001C6674797069736F6D", MediaKind.Video, "....ftypisom")]
    [TestCase("000000146674797071742020", MediaKind.Video, "....ftypqt  ")]
    [TestCase("0000000877696465", MediaKind.Video, "....wide")]
    [TestCase("0000000866747970", MediaKind.Video, "....ftyp")]
    public void The_first_bytes_tell_the_kind(string head, MediaKind kind, string text) => MediaMagic.KindOf(Convert.FromHexString(head)).ShouldBe(kind, text);
}
