using System.CommandLine;

namespace Compounds.Cli.Connecting;

/// <summary>The options by which a command finds its server and proves who it is.</summary>
internal sealed class ServerOptions
{
    /// <summary>The variable that holds the key when no option gives it.</summary>
    public const string KeyVariable = "COMPOUNDS_KEY";

    private readonly Option<string> _server = new("--server") { Description = "The address of the server, for example https://compounds.example.org.", Required = true };
    private readonly Option<string?> _key = new("--key") { Description = "The key; other users of this machine can see it while the command runs, so prefer --key-file." };
    private readonly Option<string?> _keyFile = new("--key-file") { Description = $"A file that holds the key; without it the variable {KeyVariable} is read." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_server);
        command.Options.Add(_key);
        command.Options.Add(_keyFile);
    }

    /// <summary>Reads the options.</summary>
    /// <exception cref="CommandException">The address is malformed, or there is no key.</exception>
    public ServerAddress Read(ParseResult parsed, Screen screen)
    {
        var address = ServerAddress.Of(parsed.GetRequiredValue(_server), ReadKey(parsed));
        if (address.SendsKeyInTheClear)
            screen.Complain($"Warning: the key travels unencrypted to {address.Uri.Host}; use https.");
        return address;
    }

    private string ReadKey(ParseResult parsed)
    {
        if (parsed.GetValue(_key) is { Length: > 0 } key)
            return key;
        if (parsed.GetValue(_keyFile) is not { Length: > 0 } file)
        {
            return Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } fromVariable
                ? fromVariable : throw new CommandException($"Give the key with --key-file, --key or the variable {KeyVariable}.");
        }

        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"The key file cannot be read: {exception.Message}", exception);
        }
    }
}
