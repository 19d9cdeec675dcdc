// Opens Word documents by Microsoft's Open XML SDK, reads every element, saves every part.
//
// The SDK is called by reflection, so that the oldest of compilers, and one that knows nothing
// of the .NET that runs this, makes a program of it. scripts/resave.py compiles and runs it.

using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Reflection;

static class RoundTrip
{
    static int Main(string[] paths)
    {
        string folder = AppDomain.CurrentDomain.BaseDirectory;
        Assembly sdk = Assembly.LoadFrom(Path.Combine(folder, "DocumentFormat.OpenXml.dll"));
        Type kind = sdk.GetType("DocumentFormat.OpenXml.Packaging.WordprocessingDocument", true);
        MethodInfo open = kind.GetMethod("Open", new[] { typeof(string), typeof(bool) });
        foreach (string path in paths)
        {
            int elements = 0;
            object document = open.Invoke(null, new object[] { path, true });
            ArrayList parts = new ArrayList();
            AddParts(document, parts);
            foreach (object part in parts)
            {
                PropertyInfo root = part.GetType().GetProperty("RootElement");
                object element = root == null ? null : root.GetValue(part, null);
                if (element == null)
                    continue;
                foreach (object one in (IEnumerable)Call(element, "Descendants"))
                    elements++;  // an element is parsed when it is asked for
                Call(element, "Save");
            }
            ((IDisposable)document).Dispose();
            Console.WriteLine("{0} {1}", elements, path);
        }
        return 0;
    }

    // The parts that the package or the part leads to, each once.
    static void AddParts(object container, ArrayList found)
    {
        PropertyInfo parts = container.GetType().GetProperty("Parts");
        foreach (object pair in (IEnumerable)parts.GetValue(container, null))
        {
            object part = pair.GetType().GetProperty("OpenXmlPart").GetValue(pair, null);
            if (found.Contains(part))
                continue;
            found.Add(part);
            AddParts(part, found);
        }
    }

    static object Call(object on, string name)
    {
        return on.GetType().GetMethods()
            .First(one => one.Name == name && !one.IsGenericMethod && one.GetParameters().Length == 0)
            .Invoke(on, null);
    }
}
