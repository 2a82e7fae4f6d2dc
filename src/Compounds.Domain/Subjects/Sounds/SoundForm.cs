using System.Text;

namespace Compounds.Subjects.Sounds;

/// <summary>Gathers the consonants of a name, each as the class that writings of one sound share: p t k s m n r w, and digits.</summary>
internal sealed class SoundForm
{
    private readonly List<(char Class, bool IsOptional)> _classes = [];
    private int _ofLastLetter;

    /// <summary>A letter was read that is heard as this class; none for a letter that is not heard.</summary>
    public void Add(char? sound, bool isOptional = false)
    {
        _ofLastLetter = sound is null ? 0 : 1;
        if (sound is { } heard)
            _classes.Add((heard, isOptional));
    }

    /// <summary>Takes back what the last letter added: a mark says that it is silent.</summary>
    public void Silence()
    {
        if (_ofLastLetter > 0)
            _classes.RemoveAt(_classes.Count - 1);
        _ofLastLetter = 0;
    }

    /// <summary>The forms: with all that may be heard, and without what may not be. A class that follows itself counts once.</summary>
    public IEnumerable<string> Forms()
    {
        var (full, least) = (Write(withOptional: true), Write(withOptional: false));
        return full == least ? [full] : [full, least];
    }

    private string Write(bool withOptional)
    {
        var text = new StringBuilder(_classes.Count);
        foreach (var (sound, isOptional) in _classes)
        {
            if ((withOptional || !isOptional) && (text.Length == 0 || text[^1] != sound))
                text.Append(sound);
        }

        return text.ToString();
    }
}
