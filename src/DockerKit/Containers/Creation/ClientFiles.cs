namespace DockerKit;

/// <summary>Reads the files of this machine that options name.</summary>
internal static class ClientFiles
{
    /// <summary>A file's bytes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="option">The option that names it, for the error.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">It cannot be read; <see cref="FileNotFoundException"/> when it does not exist.</exception>
    public static async Task<byte[]> ReadAsync(string path, string option, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new FileNotFoundException($"The file '{path}' ({option}) does not exist on this machine: {Path.GetFullPath(path)}", path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The file '{path}' ({option}) cannot be read: {e.Message}", e);
        }
    }
}
