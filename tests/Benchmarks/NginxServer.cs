namespace Picora.Benchmarks;

/// <summary>nginx with what makes it fast at static files: sendfile, open files kept, no log. On one core.</summary>
internal sealed class NginxServer : IDisposable
{
    private readonly ServerProcess process;

    private NginxServer(ServerProcess process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <param name="files">The folder that it serves.</param>
    public static async Task<NginxServer> StartAsync(Workplace place, string files)
    {
        var (folder, port) = (place.Empty("nginx"), ServerProcess.FreePort());
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, files, port));
        var arguments = new[] { "-c", Contest.ServerCore, "/usr/sbin/nginx", "-p", folder, "-c", configuration, "-e", Path.Combine(folder, "error.log") };
        return new NginxServer(await ServerProcess.StartAsync("taskset", arguments, port, place.Log("nginx")), new Uri($"http://127.0.0.1:{port}"));
    }

    public void Dispose() => process.Dispose();

    private static string Configuration(string folder, string files, int port) => $$"""
        {{(Environment.IsPrivilegedProcess ? "user root;" : string.Empty)}}
        daemon off;
        master_process off;
        pid {{folder}}/nginx.pid;
        events { worker_connections 1024; }
        http {
            access_log off;
            sendfile on;
            tcp_nopush on;
            open_file_cache max=1000;
            keepalive_requests 100000000;
            types { image/jpeg jpg; }
            client_body_temp_path {{folder}}/body;
            proxy_temp_path {{folder}}/proxy;
            fastcgi_temp_path {{folder}}/fastcgi;
            uwsgi_temp_path {{folder}}/uwsgi;
            scgi_temp_path {{folder}}/scgi;
            server {
                listen 127.0.0.1:{{port}};
                root {{files}};
                add_header Cache-Control "public, max-age=31536000, immutable";
            }
        }
        """;
}
