using System.Globalization;

namespace DockerKit.Samples.QuickStart;

/// <summary>Asks a server that has only just been started.</summary>
internal static class Http
{
    public static async Task<string> StatusOnceUpAsync(Uri address, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = TimeSpan.FromSeconds(2) };
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                using HttpResponseMessage response = await http.GetAsync(address, ct);
                return string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode} {response.ReasonPhrase}");
            }
            catch (HttpRequestException) when (attempt < 50)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
            }
        }
    }
}
