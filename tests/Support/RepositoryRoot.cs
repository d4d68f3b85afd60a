namespace AsiFunctions.Tests.Support;

/// <summary>Where this repository lies.</summary>
public static class RepositoryRoot
{
    private static readonly Lazy<string> Found = new(Find);

    /// <summary>The folder that holds AsiFunctions.sln, above the running tests.</summary>
    public static string Path => Found.Value;

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "AsiFunctions.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"There is no AsiFunctions.sln above {AppContext.BaseDirectory}.");
    }
}
