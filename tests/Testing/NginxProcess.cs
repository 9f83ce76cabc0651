using System.Diagnostics;
using System.Net.Sockets;

namespace Picora.Testing;

/// <summary>A real nginx in front of a test server, which sends stored files itself where Picora says so.</summary>
public sealed class NginxProcess : IAsyncDisposable
{
    private const string Program = "/usr/sbin/nginx";
    private readonly string folder = Directory.CreateTempSubdirectory("picora-nginx-").FullName;
    private readonly Process process;

    private NginxProcess(Func<int, string> server, int port)
    {
        var file = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(file, Configuration(server(port)));
        process = Process.Start(new ProcessStartInfo(Program, ["-p", folder, "-c", file, "-e", Path.Combine(folder, "error.log")]) { RedirectStandardError = true })!;
        Url = $"http://127.0.0.1:{port}";
    }

    public static bool IsInstalled => File.Exists(Program);

    public string Url { get; }

    /// <summary>What nginx wrote down: one line per request with its path, status and how many bytes of body went out.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(folder, "access.log"));

    /// <param name="upstream">The Picora server.</param>
    /// <param name="objects">Its object folder.</param>
    public static Task<NginxProcess> StartAsync(string upstream, string objects) => StartAsync(port => Sender(upstream, objects, port));

    /// <summary>In front of several servers of one installation.</summary>
    public static Task<NginxProcess> StartAsync(IEnumerable<string> upstreams) => StartAsync(port => Balancer(upstreams, port));

    private static async Task<NginxProcess> StartAsync(Func<int, string> server)
    {
        var nginx = new NginxProcess(server, Ports.Free());
        try
        {
            await Poll.UntilAsync(() => ListensAsync(new Uri(nginx.Url).Port), "nginx to listen");
            return nginx;
        }
        catch
        {
            await nginx.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // A polite stop takes the workers along.
        await PicoraProcess.SignalAsync(process.Id, "TERM");
        await process.WaitForExitAsync().WaitAsync(Poll.Patience);
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Configuration(string server) => $$"""
        {{(Environment.IsPrivilegedProcess ? "user root;" : string.Empty)}}
        daemon off;
        worker_processes 1;
        pid {{folder}}/nginx.pid;
        events { worker_connections 256; }
        http {
            log_format told '$uri $status $body_bytes_sent $http_range';
            access_log {{folder}}/access.log told;
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            {{server}}
        }
        """;

    // The location is the one that docs/operations.md shows.
    private static string Sender(string upstream, string objects, int port) => $$"""
        server {
            listen 127.0.0.1:{{port}};
            location / {
                proxy_pass {{upstream}};
                proxy_set_header Host $http_host;
            }
            location /_picora/ {
                internal;
                alias {{objects}}/;
                etag off;
                add_header ETag $upstream_http_etag;
                add_header Vary $upstream_http_vary;
                add_header Content-Security-Policy $upstream_http_content_security_policy;
                add_header Cross-Origin-Resource-Policy $upstream_http_cross_origin_resource_policy;
                add_header Access-Control-Allow-Origin $upstream_http_access_control_allow_origin;
                add_header Timing-Allow-Origin $upstream_http_timing_allow_origin;
                add_header X-Content-Type-Options nosniff;
                add_header x-request-id $upstream_http_x_request_id;
            }
        }
        """;

    // What docs/operations.md shows for several servers.
    private static string Balancer(IEnumerable<string> upstreams, int port) => $$"""
        upstream picora {
            {{string.Join(' ', upstreams.Select(upstream => $"server {new Uri(upstream).Authority} max_fails=0;"))}}
        }
        server {
            listen 127.0.0.1:{{port}};
            client_max_body_size 0;
            location / {
                proxy_pass http://picora;
                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header Connection close;
                proxy_request_buffering off;
                proxy_connect_timeout 2s;
                proxy_next_upstream error timeout;
            }
        }
        """;

    private static async Task<bool> ListensAsync(int port)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(System.Net.IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
