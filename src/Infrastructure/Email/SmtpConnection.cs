using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Picora.Infrastructure.Email;

/// <summary>What a mail server says to a command.</summary>
/// <param name="Code">Three digits; 2xx and 3xx are good, 4xx may become good, 5xx never will.</param>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    public override string ToString() => $"{Code} {string.Join(' ', Lines)}";
}

/// <summary>One conversation with a mail server (RFC 5321): a command, a reply, and so on. Anything that breaks it is an <see cref="IOException"/>.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int MaxLine = 4096;
    private const int MaxLines = 100;

    private readonly TcpClient client;
    private readonly byte[] buffer = new byte[MaxLine];
    private Stream stream;
    private int start;
    private int end;

    private SmtpConnection(TcpClient client) => (this.client, stream) = (client, client.GetStream());

    public bool IsEncrypted => stream is SslStream;

    /// <summary>Our side of the connection, as EHLO names it.</summary>
    public string OwnName => client.Client.LocalEndPoint is System.Net.IPEndPoint { Address: var address }
        ? address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? $"[IPv6:{address}]" : $"[{address.MapToIPv4()}]"
        : "[127.0.0.1]";

    public static async Task<SmtpConnection> OpenAsync(string host, int port, CancellationToken cancellationToken)
    {
        var connecting = new TcpClient { NoDelay = true };
        try
        {
            await connecting.ConnectAsync(host, port, cancellationToken);
            return new SmtpConnection(connecting);
        }
        catch
        {
            connecting.Dispose();
            throw;
        }
    }

    /// <exception cref="System.Security.Authentication.AuthenticationException">The server is not who it should be.</exception>
    public async Task EncryptAsync(SslClientAuthenticationOptions options, CancellationToken cancellationToken)
    {
        if (start < end)
        {
            // Said before the encryption began, by whoever sits on the line.
            throw new IOException("The mail server went on talking in the clear.");
        }

        var encrypted = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(options, cancellationToken);
    }

    public async Task<SmtpReply> SayAsync(string command, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellationToken);
        await stream.FlushAsync(cancellationToken);
        return await ListenAsync(cancellationToken);
    }

    /// <summary>Sends a message's lines; one that begins with a dot gets another one, so that none of them is the end.</summary>
    public async Task<SmtpReply> SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        var lines = Encoding.ASCII.GetString(message).Split("\r\n");
        var stuffed = string.Join("\r\n", lines.Select(line => line.StartsWith('.') ? $".{line}" : line)).TrimEnd('\r', '\n');
        return await SayAsync($"{stuffed}\r\n.", cancellationToken);
    }

    public async Task<SmtpReply> ListenAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.Count < MaxLines)
        {
            var line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code))
            {
                throw new IOException("The mail server does not speak SMTP.");
            }

            lines.Add(line.Length > 4 ? line[4..] : string.Empty);
            if (line.Length == 3 || line[3] != '-')
            {
                return new SmtpReply(code, lines);
            }
        }

        throw new IOException("The mail server's reply has no end.");
    }

    public async ValueTask DisposeAsync()
    {
        await stream.DisposeAsync();
        client.Dispose();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var newline = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (newline >= 0)
            {
                var line = Encoding.UTF8.GetString(buffer, start, newline).TrimEnd('\r');
                start += newline + 1;
                return line;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var read = end < MaxLine ? await stream.ReadAsync(buffer.AsMemory(end), cancellationToken) : 0;
            end += read > 0 ? read : throw new IOException("The mail server broke the connection off.");
        }
    }
}
