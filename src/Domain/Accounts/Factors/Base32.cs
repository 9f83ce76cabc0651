using System.Text;

namespace Picora.Domain.Accounts.Factors;

/// <summary>RFC 4648, section 6, without padding: how authenticator apps take secrets, and what people can type.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerSymbol = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder((bytes.Length * 8 / BitsPerSymbol) + 1);
        var (pending, bits) = (0, 0);
        foreach (var value in bytes)
        {
            (pending, bits) = ((pending << 8) | value, bits + 8);
            for (; bits >= BitsPerSymbol; bits -= BitsPerSymbol)
            {
                text.Append(Alphabet[(pending >> (bits - BitsPerSymbol)) & 31]);
            }

            pending &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(pending << (BitsPerSymbol - bits)) & 31]).ToString();
    }
}
