using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Compounds.Server.Hosting;

/// <summary>Where facts are kept. Section <c>Ledger</c>.</summary>
internal sealed class LedgerOptions
{
    public const string Section = "Ledger";

    /// <summary>Gets the store: <c>sqlite</c> (default; one process, nothing to install) or <c>azure</c> (several silos on one storage account).</summary>
    [RegularExpression("^(sqlite|azure)$", ErrorMessage = "Ledger:Provider is sqlite or azure.")]
    public string Provider { get; init; } = "sqlite";

    /// <summary>Gets the SQLite file, relative to the working directory; <c>data/ledger.db</c> by default.</summary>
    [Required]
    public string Path { get; init; } = "data/ledger.db";

    /// <summary>Gets whether a SQLite ledger is written on although this machine's clock is more than 5 minutes behind its last fact; <c>false</c> by default.</summary>
    public bool AcceptClockBehind { get; init; }

    /// <summary>
    /// Gets the connection string of the Azure storage account, kept in the environment, never in a file. With <c>azure</c> either this
    /// or <see cref="AccountAddress"/>.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>
    /// Gets the address of the account's table service, such as <c>https://taskforce.table.core.windows.net</c>; that of its blobs
    /// differs in one word. The identity of the machine signs in to it.
    /// </summary>
    public Uri? AccountAddress { get; init; }

    /// <summary>Gets the name of the ledger in the storage account, with which the names of containers and tables begin; <c>compounds</c> by default.</summary>
    [RegularExpression("^[a-z][a-z0-9]{2,40}$", ErrorMessage = "Ledger:TableName is 3 to 41 lower-case letters and digits.")]
    public string TableName { get; init; } = "compounds";

    /// <summary>Whether several silos may share the ledger. They then form a cluster; otherwise one silo is alone.</summary>
    public bool IsShared => Provider is "azure";

    /// <summary>The table through which silos find each other: one cluster has one ledger.</summary>
    public string MembershipTable => TableName + "silos";

    /// <summary>The table of what silos have to be reminded of.</summary>
    public string ReminderTable => TableName + "reminders";

    /// <summary>The tables in the account whose names are made here, that of a ledger of an earlier version first.</summary>
    public IReadOnlyList<string> Tables => [TableName, MembershipTable, ReminderTable];

    /// <summary>Reads the section.</summary>
    public static LedgerOptions Of(IConfiguration configuration) =>
        configuration.GetSection(Section).Get<LedgerOptions>() ?? new LedgerOptions();
}

[OptionsValidator]
internal sealed partial class LedgerOptionsValidator : IValidateOptions<LedgerOptions>;
