using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace AutoTrace.Daemon.Web;

/// <summary>The console: plain files next to the program, whatever the working directory.</summary>
internal sealed class ConsoleFiles(string directory)
{
    private static readonly Dictionary<string, string> s_contentTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".mjs"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".svg"] = "image/svg+xml",
        [".png"] = "image/png",
        [".ico"] = "image/x-icon",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/plain; charset=utf-8",
    };

    public static string Directory => Path.Combine(AppContext.BaseDirectory, "wwwroot");

    /// <summary>The page at <c>/</c>; null when the program came without a console.</summary>
    public string? IndexHtml()
    {
        string path = Path.Combine(directory, "index.html");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    public void Use(IApplicationBuilder app)
    {
        if (!System.IO.Directory.Exists(directory))
        {
            return;
        }

        PhysicalFileProvider files = new(directory);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, DefaultFileNames = ["index.html"] });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            ContentTypeProvider = new FileExtensionContentTypeProvider(s_contentTypes),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache",
        });
    }
}
